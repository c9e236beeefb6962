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
        var inJSON = try JSONMembers(wholeJSON)
        messageId = try inJSON.required("messageId")
        text = try inJSON.required("text")
        citations = try inJSON.required("citations")
        model = try inJSON.required("model")
        usage = try inJSON.required("usage")
        finishReason = try inJSON.required("finishReason")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("messageId", messageId)
        outJSON.put("text", text)
        outJSON.put("citations", citations)
        outJSON.put("model", model)
        outJSON.put("usage", usage)
        outJSON.put("finishReason", finishReason)
        return outJSON.asJSON
    }
}
