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
        var inJSON = try wholeJSON.members()
        ref = try inJSON.optional("ref")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["ref"] = ref?.asJSON
        return .object(outJSON)
    }
}
