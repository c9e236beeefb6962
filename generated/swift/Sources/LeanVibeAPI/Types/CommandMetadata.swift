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
        var inJSON = try JSONMembers(wholeJSON)
        id = try inJSON.required("id")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("id", id)
        return outJSON.asJSON
    }
}
