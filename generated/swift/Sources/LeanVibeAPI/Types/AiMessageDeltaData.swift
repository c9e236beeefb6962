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
        var inJSON = try JSONMembers(wholeJSON)
        messageId = try inJSON.required("messageId")
        offset = try inJSON.required("offset")
        text = try inJSON.required("text")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("messageId", messageId)
        outJSON.put("offset", offset)
        outJSON.put("text", text)
        return outJSON.asJSON
    }
}
