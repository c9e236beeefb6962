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
        var inJSON = try JSONMembers(wholeJSON)
        seq = try inJSON.required("seq")
        epoch = try inJSON.required("epoch")
        ref = try inJSON.optional("ref")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("seq", seq)
        outJSON.put("epoch", epoch)
        outJSON.putIfPresent("ref", ref)
        return outJSON.asJSON
    }
}
