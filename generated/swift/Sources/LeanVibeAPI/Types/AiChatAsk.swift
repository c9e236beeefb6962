// AiChatAsk

/// Ask the model within the session. The acknowledgement's `resultId` is the answer's `messageId`.
public struct AiChatAsk: JSONCodable {
    public let type: String = "ai.chat.ask"
    public var sessionId: String
    public var timestamp: Timestamp
    public var payload: AiChatAskPayload
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        sessionId: String,
        timestamp: Timestamp,
        payload: AiChatAskPayload,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.sessionId = sessionId
        self.timestamp = timestamp
        self.payload = payload
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("ai.chat.ask"))
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
