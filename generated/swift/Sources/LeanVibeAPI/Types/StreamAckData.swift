// StreamAckData

public struct StreamAckData: JSONCodable {
    public var epoch: Epoch
    public var seq: Seq
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(epoch: Epoch, seq: Seq, additionalProperties: [String: JSONValue] = [:]) {
        self.epoch = epoch
        self.seq = seq
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        epoch = try inJSON.required("epoch")
        seq = try inJSON.required("seq")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("epoch", epoch)
        outJSON.put("seq", seq)
        return outJSON.asJSON
    }
}
