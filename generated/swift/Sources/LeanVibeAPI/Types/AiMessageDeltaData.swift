// AiMessageDeltaData

public struct AiMessageDeltaData: JSONCodable {
    public var messageId: String
    /// Unicode code points of the answer before it.
    public var offset: Int32
    public var text: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        messageId: String,
        offset: Int32,
        text: String,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.messageId = messageId
        self.offset = offset
        self.text = text
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        messageId = try inJSON.required("messageId")
        offset = try inJSON.required("offset")
        text = try inJSON.required("text")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["messageId"] = messageId.asJSON
        outJSON["offset"] = offset.asJSON
        outJSON["text"] = text.asJSON
        return .object(outJSON)
    }
}
