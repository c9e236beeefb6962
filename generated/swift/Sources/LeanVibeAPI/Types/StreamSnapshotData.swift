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
        var inJSON = try wholeJSON.members()
        epoch = try inJSON.required("epoch")
        asOfSeq = try inJSON.required("asOfSeq")
        state = try inJSON.required("state")
        messages = try inJSON.required("messages")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["epoch"] = epoch.asJSON
        outJSON["asOfSeq"] = asOfSeq.asJSON
        outJSON["state"] = state.asJSON
        outJSON["messages"] = messages.asJSON
        return .object(outJSON)
    }
}
