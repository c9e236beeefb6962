// AiMessageStartedData

public struct AiMessageStartedData: JSONCodable {
    public var messageId: String
    public var model: String
    public var citations: [Citation]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        messageId: String,
        model: String,
        citations: [Citation],
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.messageId = messageId
        self.model = model
        self.citations = citations
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        messageId = try inJSON.required("messageId")
        model = try inJSON.required("model")
        citations = try inJSON.required("citations")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["messageId"] = messageId.asJSON
        outJSON["model"] = model.asJSON
        outJSON["citations"] = citations.asJSON
        return .object(outJSON)
    }
}
