// AiChatCancelData

public struct AiChatCancelData: JSONCodable {
    public var messageId: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(messageId: String, additionalProperties: [String: JSONValue] = [:]) {
        self.messageId = messageId
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        messageId = try inJSON.required("messageId")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["messageId"] = messageId.asJSON
        return .object(outJSON)
    }
}
