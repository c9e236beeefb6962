// ApiKey

/// What the server knows of a key. The secret is not part of it, as the server keeps only a hash.
public struct ApiKey: JSONCodable {
    public var id: KeyId
    public var clientClass: ClientClass
    public var label: KeyLabel
    public var createdAt: Timestamp
    /// Whether the file `key` in the data folder holds its secret.
    public var inKeyFile: Bool
    /// When its secret was last accepted; absent if never. Up to a minute of it is lost when the server is killed.
    public var lastUsedAt: Timestamp?
    /// When it was revoked; absent while it is valid.
    public var revokedAt: Timestamp?
    /// When its secret was last replaced; absent if never.
    public var rotatedAt: Timestamp?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        id: KeyId,
        clientClass: ClientClass,
        label: KeyLabel,
        createdAt: Timestamp,
        inKeyFile: Bool,
        lastUsedAt: Timestamp? = nil,
        revokedAt: Timestamp? = nil,
        rotatedAt: Timestamp? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.clientClass = clientClass
        self.label = label
        self.createdAt = createdAt
        self.inKeyFile = inKeyFile
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
        self.rotatedAt = rotatedAt
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        id = try inJSON.required("id")
        clientClass = try inJSON.required("clientClass")
        label = try inJSON.required("label")
        createdAt = try inJSON.required("createdAt")
        inKeyFile = try inJSON.required("inKeyFile")
        lastUsedAt = try inJSON.optional("lastUsedAt")
        revokedAt = try inJSON.optional("revokedAt")
        rotatedAt = try inJSON.optional("rotatedAt")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["id"] = id.asJSON
        outJSON["clientClass"] = clientClass.asJSON
        outJSON["label"] = label.asJSON
        outJSON["createdAt"] = createdAt.asJSON
        outJSON["inKeyFile"] = inKeyFile.asJSON
        outJSON["lastUsedAt"] = lastUsedAt?.asJSON
        outJSON["revokedAt"] = revokedAt?.asJSON
        outJSON["rotatedAt"] = rotatedAt?.asJSON
        return .object(outJSON)
    }
}
