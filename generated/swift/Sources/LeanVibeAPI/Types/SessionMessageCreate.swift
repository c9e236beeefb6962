// SessionMessageCreate

/// A message to add to the conversation. It is kept as it stands; asking the model is `chat`'s work.
public struct SessionMessageCreate: JSONCodable {
    /// `user` where absent. Only the server adds what the assistant says.
    ///
    /// Default: user
    public var role: SessionMessageCreateRole?
    public var content: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        content: String,
        role: SessionMessageCreateRole? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.role = role
        self.content = content
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        role = try inJSON.optional("role")
        content = try inJSON.required("content")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.putIfPresent("role", role)
        outJSON.put("content", content)
        return outJSON.asJSON
    }
}
