// CommandMetadata

/// What a client sends beside its data. `id` is its idempotency key, remembered for 24 hours.
public struct CommandMetadata: JSONCodable {
    public var id: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(id: String, additionalProperties: [String: JSONValue] = [:]) {
        self.id = id
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        id = try inJSON.required("id")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["id"] = id.asJSON
        return .object(outJSON)
    }
}
