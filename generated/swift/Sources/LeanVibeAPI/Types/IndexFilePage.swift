// IndexFilePage

/// Files, by path.
public struct IndexFilePage: JSONCodable {
    public var items: [IndexFile]
    public var nextCursor: Cursor?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        items: [IndexFile],
        nextCursor: Cursor? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.items = items
        self.nextCursor = nextCursor
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        items = try inJSON.required("items")
        nextCursor = try inJSON.optional("nextCursor")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["items"] = items.asJSON
        outJSON["nextCursor"] = nextCursor?.asJSON
        return .object(outJSON)
    }
}
