// ProjectPage

/// Projects, oldest first.
public struct ProjectPage: JSONCodable {
    public var items: [Project]
    public var nextCursor: Cursor?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        items: [Project],
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
