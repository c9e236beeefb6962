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
        var inJSON = try JSONMembers(wholeJSON)
        sessionId = try inJSON.required("sessionId")
        epoch = try inJSON.required("epoch")
        tailSeq = try inJSON.required("tailSeq")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("sessionId", sessionId)
        outJSON.put("epoch", epoch)
        outJSON.put("tailSeq", tailSeq)
        return outJSON.asJSON
    }
}
