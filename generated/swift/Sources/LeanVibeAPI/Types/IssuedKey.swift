// IssuedKey

/// A key with its secret, which is in this response and nowhere else.
public struct IssuedKey: JSONCodable {
    public var key: ApiKey
    /// Send it as `Authorization` with the scheme `Bearer`.
    public var secret: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(key: ApiKey, secret: String, additionalProperties: [String: JSONValue] = [:]) {
        self.key = key
        self.secret = secret
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        key = try inJSON.required("key")
        secret = try inJSON.required("secret")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["key"] = key.asJSON
        outJSON["secret"] = secret.asJSON
        return .object(outJSON)
    }
}
