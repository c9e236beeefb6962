// StreamOpenData

public struct StreamOpenData: JSONCodable {
    public var epoch: Epoch?
    public var seq: Seq?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        epoch: Epoch? = nil,
        seq: Seq? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.epoch = epoch
        self.seq = seq
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        epoch = try inJSON.optional("epoch")
        seq = try inJSON.optional("seq")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.putIfPresent("epoch", epoch)
        outJSON.putIfPresent("seq", seq)
        return outJSON.asJSON
    }
}
