// SessionCreate

/// What a new session may be told. At most 10 sessions a client; the next is refused (409 `session_limit`).
public struct SessionCreate: JSONCodable {
    /// Default:
    public var title: String?
    public var projectId: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        title: String? = nil,
        projectId: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.title = title
        self.projectId = projectId
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        title = try inJSON.optional("title")
        projectId = try inJSON.optional("projectId")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.putIfPresent("title", title)
        outJSON.putIfPresent("projectId", projectId)
        return outJSON.asJSON
    }
}
