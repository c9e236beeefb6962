// EventMetadata

/// An event's place in its session's log.
public struct EventMetadata: JSONCodable {
    public var seq: Seq
    public var epoch: Epoch
    /// The `id` of the command that caused it.
    public var ref: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        seq: Seq,
        epoch: Epoch,
        ref: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.seq = seq
        self.epoch = epoch
        self.ref = ref
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        seq = try inJSON.required("seq")
        epoch = try inJSON.required("epoch")
        ref = try inJSON.optional("ref")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["seq"] = seq.asJSON
        outJSON["epoch"] = epoch.asJSON
        outJSON["ref"] = ref?.asJSON
        return .object(outJSON)
    }
}
