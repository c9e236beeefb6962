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
        var inJSON = try wholeJSON.members()
        epoch = try inJSON.required("epoch")
        seq = try inJSON.required("seq")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["epoch"] = epoch.asJSON
        outJSON["seq"] = seq.asJSON
        return .object(outJSON)
    }
}
