// AiMessageCompletedData

public struct AiMessageCompletedData: JSONCodable {
    public var messageId: String
    public var text: String
    public var citations: [Citation]
    public var model: String
    public var usage: TokenUsage
    public var finishReason: AiMessageCompletedDataFinishReason
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        messageId: String,
        text: String,
        citations: [Citation],
        model: String,
        usage: TokenUsage,
        finishReason: AiMessageCompletedDataFinishReason,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.messageId = messageId
        self.text = text
        self.citations = citations
        self.model = model
        self.usage = usage
        self.finishReason = finishReason
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        messageId = try inJSON.required("messageId")
        text = try inJSON.required("text")
        citations = try inJSON.required("citations")
        model = try inJSON.required("model")
        usage = try inJSON.required("usage")
        finishReason = try inJSON.required("finishReason")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["messageId"] = messageId.asJSON
        outJSON["text"] = text.asJSON
        outJSON["citations"] = citations.asJSON
        outJSON["model"] = model.asJSON
        outJSON["usage"] = usage.asJSON
        outJSON["finishReason"] = finishReason.asJSON
        return .object(outJSON)
    }
}
