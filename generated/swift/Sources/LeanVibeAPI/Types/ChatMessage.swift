// ChatMessage

/// One earlier turn.
public struct ChatMessage: JSONCodable {
    public var role: MessageRole
    public var content: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(role: MessageRole, content: String, additionalProperties: [String: JSONValue] = [:]) {
        self.role = role
        self.content = content
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        role = try inJSON.required("role")
        content = try inJSON.required("content")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["role"] = role.asJSON
        outJSON["content"] = content.asJSON
        return .object(outJSON)
    }
}
