// ChatDelta

/// The next piece of text.
public struct ChatDelta: JSONCodable {
    public let type: String = "delta"
    /// Unicode code points before it.
    public var offset: Int32
    public var text: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(offset: Int32, text: String, additionalProperties: [String: JSONValue] = [:]) {
        self.offset = offset
        self.text = text
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        try inJSON.constant("type", .string("delta"))
        offset = try inJSON.required("offset")
        text = try inJSON.required("text")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("type", type)
        outJSON.put("offset", offset)
        outJSON.put("text", text)
        return outJSON.asJSON
    }
}
