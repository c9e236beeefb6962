// IndexRequest

/// How to index.
public struct IndexRequest: JSONCodable {
    /// Forget what is known and read every file again.
    ///
    /// Default: false
    public var full: Bool?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(full: Bool? = nil, additionalProperties: [String: JSONValue] = [:]) {
        self.full = full
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        full = try inJSON.optional("full")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["full"] = full?.asJSON
        return .object(outJSON)
    }
}
