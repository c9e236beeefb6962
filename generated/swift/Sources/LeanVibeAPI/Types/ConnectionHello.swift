// ConnectionHello

/// The client's first frame, within 5 seconds: who it is and which streams it goes on with.
public struct ConnectionHello: JSONCodable {
    public let type: String = "connection.hello"
    public var sessionId: String?
    public var timestamp: Timestamp
    public var payload: ConnectionHelloPayload
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        sessionId: String?,
        timestamp: Timestamp,
        payload: ConnectionHelloPayload,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.sessionId = sessionId
        self.timestamp = timestamp
        self.payload = payload
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("connection.hello"))
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
