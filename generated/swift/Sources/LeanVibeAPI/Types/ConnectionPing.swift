// ConnectionPing

/// Are you there? The tails show a quiet stream that lost events.
public struct ConnectionPing: JSONCodable {
    public let type: String = "connection.ping"
    public var sessionId: String?
    public var timestamp: Timestamp
    public var payload: ConnectionPingPayload
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        sessionId: String?,
        timestamp: Timestamp,
        payload: ConnectionPingPayload,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.sessionId = sessionId
        self.timestamp = timestamp
        self.payload = payload
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("connection.ping"))
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
