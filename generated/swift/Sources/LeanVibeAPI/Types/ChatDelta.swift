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
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("delta"))
        offset = try inJSON.required("offset")
        text = try inJSON.required("text")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["type"] = type.asJSON
        outJSON["offset"] = offset.asJSON
        outJSON["text"] = text.asJSON
        return .object(outJSON)
    }
}
