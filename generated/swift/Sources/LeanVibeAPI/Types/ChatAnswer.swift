// ChatAnswer

/// What the model said.
public struct ChatAnswer: JSONCodable {
    /// Of this answer, and of its message in the session.
    public var id: String
    public var text: String
    public var citations: [Citation]
    public var model: String
    public var usage: TokenUsage
    public var finishReason: FinishReason
    public var sessionId: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        id: String,
        text: String,
        citations: [Citation],
        model: String,
        usage: TokenUsage,
        finishReason: FinishReason,
        sessionId: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.text = text
        self.citations = citations
        self.model = model
        self.usage = usage
        self.finishReason = finishReason
        self.sessionId = sessionId
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        id = try inJSON.required("id")
        text = try inJSON.required("text")
        citations = try inJSON.required("citations")
        model = try inJSON.required("model")
        usage = try inJSON.required("usage")
        finishReason = try inJSON.required("finishReason")
        sessionId = try inJSON.optional("sessionId")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["id"] = id.asJSON
        outJSON["text"] = text.asJSON
        outJSON["citations"] = citations.asJSON
        outJSON["model"] = model.asJSON
        outJSON["usage"] = usage.asJSON
        outJSON["finishReason"] = finishReason.asJSON
        outJSON["sessionId"] = sessionId?.asJSON
        return .object(outJSON)
    }
}
