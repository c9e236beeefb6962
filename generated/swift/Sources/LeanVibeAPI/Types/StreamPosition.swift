// StreamPosition

/// A session and the last event that the client has of it; without `epoch` and `seq` it has none.
public struct StreamPosition: JSONCodable {
    public var sessionId: String
    public var epoch: Epoch?
    public var seq: Seq?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        sessionId: String,
        epoch: Epoch? = nil,
        seq: Seq? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.sessionId = sessionId
        self.epoch = epoch
        self.seq = seq
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        sessionId = try inJSON.required("sessionId")
        epoch = try inJSON.optional("epoch")
        seq = try inJSON.optional("seq")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["sessionId"] = sessionId.asJSON
        outJSON["epoch"] = epoch?.asJSON
        outJSON["seq"] = seq?.asJSON
        return .object(outJSON)
    }
}
