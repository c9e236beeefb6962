// StreamTail

/// The last event in a session's log.
public struct StreamTail: JSONCodable {
    public var sessionId: String
    public var epoch: Epoch
    public var tailSeq: Seq
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        sessionId: String,
        epoch: Epoch,
        tailSeq: Seq,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.sessionId = sessionId
        self.epoch = epoch
        self.tailSeq = tailSeq
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        sessionId = try inJSON.required("sessionId")
        epoch = try inJSON.required("epoch")
        tailSeq = try inJSON.required("tailSeq")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["sessionId"] = sessionId.asJSON
        outJSON["epoch"] = epoch.asJSON
        outJSON["tailSeq"] = tailSeq.asJSON
        return .object(outJSON)
    }
}
