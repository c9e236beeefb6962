// SessionMessage

/// One turn of a session's conversation.
public struct SessionMessage: JSONCodable {
    public var id: String
    public var sessionId: String
    public var role: MessageRole
    public var content: String
    /// An answer is `streaming` while the model writes it; `failed` ones keep what was written.
    public var status: SessionMessageStatus
    public var createdAt: Timestamp
    public var citations: [Citation]?
    /// The model that wrote it.
    public var model: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        id: String,
        sessionId: String,
        role: MessageRole,
        content: String,
        status: SessionMessageStatus,
        createdAt: Timestamp,
        citations: [Citation]? = nil,
        model: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.sessionId = sessionId
        self.role = role
        self.content = content
        self.status = status
        self.createdAt = createdAt
        self.citations = citations
        self.model = model
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        id = try inJSON.required("id")
        sessionId = try inJSON.required("sessionId")
        role = try inJSON.required("role")
        content = try inJSON.required("content")
        status = try inJSON.required("status")
        createdAt = try inJSON.required("createdAt")
        citations = try inJSON.optional("citations")
        model = try inJSON.optional("model")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["id"] = id.asJSON
        outJSON["sessionId"] = sessionId.asJSON
        outJSON["role"] = role.asJSON
        outJSON["content"] = content.asJSON
        outJSON["status"] = status.asJSON
        outJSON["createdAt"] = createdAt.asJSON
        outJSON["citations"] = citations?.asJSON
        outJSON["model"] = model?.asJSON
        return .object(outJSON)
    }
}
