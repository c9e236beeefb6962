// StreamSnapshotData

public struct StreamSnapshotData: JSONCodable {
    public var epoch: Epoch
    public var asOfSeq: Seq
    public var state: SessionState
    /// The latest.
    public var messages: [SessionMessage]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        epoch: Epoch,
        asOfSeq: Seq,
        state: SessionState,
        messages: [SessionMessage],
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.epoch = epoch
        self.asOfSeq = asOfSeq
        self.state = state
        self.messages = messages
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        epoch = try inJSON.required("epoch")
        asOfSeq = try inJSON.required("asOfSeq")
        state = try inJSON.required("state")
        messages = try inJSON.required("messages")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("epoch", epoch)
        outJSON.put("asOfSeq", asOfSeq)
        outJSON.put("state", state)
        outJSON.put("messages", messages)
        return outJSON.asJSON
    }
}
