// AiMessageDelta

/// The next piece of an answer, sent live and joined per 16 ms or 512 bytes; in no log.
public struct AiMessageDelta: JSONCodable {
    public let type: String = "ai.message.delta"
    public var sessionId: String
    public var timestamp: Timestamp
    public var payload: AiMessageDeltaPayload
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        sessionId: String,
        timestamp: Timestamp,
        payload: AiMessageDeltaPayload,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.sessionId = sessionId
        self.timestamp = timestamp
        self.payload = payload
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("ai.message.delta"))
        sessionId = try inJSON.required("sessionId")
        timestamp = try inJSON.required("timestamp")
        payload = try inJSON.required("payload")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["type"] = type.asJSON
        outJSON["sessionId"] = sessionId.asJSON
        outJSON["timestamp"] = timestamp.asJSON
        outJSON["payload"] = payload.asJSON
        return .object(outJSON)
    }
}
