// SessionEvent

/// One entry of a session's log, the same over the WebSocket and over HTTP.
public enum SessionEvent: JSONCodable {
    case sessionMessageCreated(SessionMessageCreated)
    case sessionStateChanged(SessionStateChanged)
    case aiMessageStarted(AiMessageStarted)
    case aiMessageCompleted(AiMessageCompleted)
    case aiMessageFailed(AiMessageFailed)
    /// A case newer than this code.
    case unknown(tag: JSONValue, JSONValue)

    public init(json: JSONValue) throws {
        switch json["type"] {
        case .string("session.message.created"): self = .sessionMessageCreated(try SessionMessageCreated(json: json))
        case .string("session.state.changed"): self = .sessionStateChanged(try SessionStateChanged(json: json))
        case .string("ai.message.started"): self = .aiMessageStarted(try AiMessageStarted(json: json))
        case .string("ai.message.completed"): self = .aiMessageCompleted(try AiMessageCompleted(json: json))
        case .string("ai.message.failed"): self = .aiMessageFailed(try AiMessageFailed(json: json))
        default: self = .unknown(tag: json["type"] ?? .null, json)
        }
    }

    public var asJSON: JSONValue {
        switch self {
        case .sessionMessageCreated(let value): value.asJSON
        case .sessionStateChanged(let value): value.asJSON
        case .aiMessageStarted(let value): value.asJSON
        case .aiMessageCompleted(let value): value.asJSON
        case .aiMessageFailed(let value): value.asJSON
        case .unknown(_, let json): json
        }
    }
}
