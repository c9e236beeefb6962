// StreamReadyData

public struct StreamReadyData: JSONCodable {
    public var epoch: Epoch
    /// Whether the client's own place was found, so that nothing is missing.
    public var recovered: Bool
    public var fromSeq: Seq
    public var tailSeq: Seq
    public var lowSeq: Seq
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        epoch: Epoch,
        recovered: Bool,
        fromSeq: Seq,
        tailSeq: Seq,
        lowSeq: Seq,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.epoch = epoch
        self.recovered = recovered
        self.fromSeq = fromSeq
        self.tailSeq = tailSeq
        self.lowSeq = lowSeq
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        epoch = try inJSON.required("epoch")
        recovered = try inJSON.required("recovered")
        fromSeq = try inJSON.required("fromSeq")
        tailSeq = try inJSON.required("tailSeq")
        lowSeq = try inJSON.required("lowSeq")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["epoch"] = epoch.asJSON
        outJSON["recovered"] = recovered.asJSON
        outJSON["fromSeq"] = fromSeq.asJSON
        outJSON["tailSeq"] = tailSeq.asJSON
        outJSON["lowSeq"] = lowSeq.asJSON
        return .object(outJSON)
    }
}
