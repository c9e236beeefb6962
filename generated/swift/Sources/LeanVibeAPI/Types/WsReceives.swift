// WsReceives

/// The connection
///
/// One connection of one client.
public enum WsReceives: JSONCodable {
    /// Receive a session's events on this connection from now on.
    case streamOpen(StreamOpen)
    /// Ask the model within the session. The acknowledgement's `resultId` is the answer's `messageId`.
    case aiChatAsk(AiChatAsk)
    /// Stop an answer; what was written is kept.
    case aiChatCancel(AiChatCancel)
    /// The client's first frame, within 5 seconds: who it is and which streams it goes on with.
    case connectionHello(ConnectionHello)
    /// Add a message to the session, without asking the model.
    case sessionMessageAppend(SessionMessageAppend)
    /// The answer to a ping; its `id` is the ping's `ref`.
    case connectionPong(ConnectionPong)
    /// The client has every event up to `seq`.
    case streamAck(StreamAck)
    /// A case newer than this code.
    case unknown(tag: JSONValue, JSONValue)

    public init(json: JSONValue) throws {
        switch json["type"] {
        case .string("stream.open"): self = .streamOpen(try StreamOpen(json: json))
        case .string("ai.chat.ask"): self = .aiChatAsk(try AiChatAsk(json: json))
        case .string("ai.chat.cancel"): self = .aiChatCancel(try AiChatCancel(json: json))
        case .string("connection.hello"): self = .connectionHello(try ConnectionHello(json: json))
        case .string("session.message.append"): self = .sessionMessageAppend(try SessionMessageAppend(json: json))
        case .string("connection.pong"): self = .connectionPong(try ConnectionPong(json: json))
        case .string("stream.ack"): self = .streamAck(try StreamAck(json: json))
        default: self = .unknown(tag: json["type"] ?? .null, json)
        }
    }

    public var asJSON: JSONValue {
        switch self {
        case .streamOpen(let value): value.asJSON
        case .aiChatAsk(let value): value.asJSON
        case .aiChatCancel(let value): value.asJSON
        case .connectionHello(let value): value.asJSON
        case .sessionMessageAppend(let value): value.asJSON
        case .connectionPong(let value): value.asJSON
        case .streamAck(let value): value.asJSON
        case .unknown(_, let json): json
        }
    }
}
