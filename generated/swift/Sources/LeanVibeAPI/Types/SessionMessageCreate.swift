// SessionMessageCreate

/// A message to add to the conversation. It is kept as it stands; asking the model is `chat`'s work.
public struct SessionMessageCreate: JSONCodable {
    public var content: String
    /// `user` where absent. Only the server adds what the assistant says.
    ///
    /// Default: user
    public var role: SessionMessageCreateRole?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        content: String,
        role: SessionMessageCreateRole? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.content = content
        self.role = role
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        content = try inJSON.required("content")
        role = try inJSON.optional("role")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["content"] = content.asJSON
        outJSON["role"] = role?.asJSON
        return .object(outJSON)
    }
}
