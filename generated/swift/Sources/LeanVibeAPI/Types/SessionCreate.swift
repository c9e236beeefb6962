// SessionCreate

/// What a new session may be told. At most 10 sessions a client; the next is refused (409 `session_limit`).
public struct SessionCreate: JSONCodable {
    public var projectId: String?
    /// Default:
    public var title: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        projectId: String? = nil,
        title: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.projectId = projectId
        self.title = title
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        projectId = try inJSON.optional("projectId")
        title = try inJSON.optional("title")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["projectId"] = projectId?.asJSON
        outJSON["title"] = title?.asJSON
        return .object(outJSON)
    }
}
