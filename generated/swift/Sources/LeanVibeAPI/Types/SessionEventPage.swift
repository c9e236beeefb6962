// SessionEventPage

/// Events in order. `tailSeq` is the last in the log, `lowSeq` the first that it still has.
public struct SessionEventPage: JSONCodable {
    public var items: [SessionEvent]
    public var epoch: Epoch
    public var lowSeq: Seq
    public var tailSeq: Seq
    public var nextCursor: EventCursor
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        items: [SessionEvent],
        epoch: Epoch,
        lowSeq: Seq,
        tailSeq: Seq,
        nextCursor: EventCursor,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.items = items
        self.epoch = epoch
        self.lowSeq = lowSeq
        self.tailSeq = tailSeq
        self.nextCursor = nextCursor
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        items = try inJSON.required("items")
        epoch = try inJSON.required("epoch")
        lowSeq = try inJSON.required("lowSeq")
        tailSeq = try inJSON.required("tailSeq")
        nextCursor = try inJSON.required("nextCursor")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["items"] = items.asJSON
        outJSON["epoch"] = epoch.asJSON
        outJSON["lowSeq"] = lowSeq.asJSON
        outJSON["tailSeq"] = tailSeq.asJSON
        outJSON["nextCursor"] = nextCursor.asJSON
        return .object(outJSON)
    }
}
