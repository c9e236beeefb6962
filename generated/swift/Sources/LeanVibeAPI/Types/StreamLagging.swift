// StreamLagging

/// The client reads too slowly; deltas are joined. More than 1000 events behind closes with 4008.
public struct StreamLagging: JSONCodable {
    public let type: String = "stream.lagging"
    public var sessionId: String
    public var timestamp: Timestamp
    public var payload: StreamLaggingPayload
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        sessionId: String,
        timestamp: Timestamp,
        payload: StreamLaggingPayload,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.sessionId = sessionId
        self.timestamp = timestamp
        self.payload = payload
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("stream.lagging"))
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
