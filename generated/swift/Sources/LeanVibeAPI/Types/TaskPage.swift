// TaskPage

/// Tasks, oldest first.
public struct TaskPage: JSONCodable {
    public var items: [Task_]
    public var nextCursor: Cursor?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        items: [Task_],
        nextCursor: Cursor? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.items = items
        self.nextCursor = nextCursor
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        items = try inJSON.required("items")
        nextCursor = try inJSON.optional("nextCursor")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("items", items)
        outJSON.putIfPresent("nextCursor", nextCursor)
        return outJSON.asJSON
    }
}
