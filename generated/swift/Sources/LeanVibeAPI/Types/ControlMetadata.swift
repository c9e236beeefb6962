// ControlMetadata

/// What the server sends beside the data of a frame that is in no log.
public struct ControlMetadata: JSONCodable {
    /// The `id` of the command or frame that this answers.
    public var ref: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(ref: String? = nil, additionalProperties: [String: JSONValue] = [:]) {
        self.ref = ref
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        ref = try inJSON.optional("ref")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.putIfPresent("ref", ref)
        return outJSON.asJSON
    }
}
