// ChatEvent

/// One server-sent event of an answer. First `started`, then `citations` where there are any, then `delta`s whose texts
/// joined are the answer, and last exactly one of `completed` and `failed`.
public enum ChatEvent: JSONCodable {
    case started(ChatStarted)
    case citations(ChatCitations)
    case delta(ChatDelta)
    case completed(ChatCompleted)
    case failed(ChatFailed)
    /// A case newer than this code.
    case unknown(tag: JSONValue, JSONValue)

    public init(json: JSONValue) throws {
        switch json["type"] {
        case .string("started"): self = .started(try ChatStarted(json: json))
        case .string("citations"): self = .citations(try ChatCitations(json: json))
        case .string("delta"): self = .delta(try ChatDelta(json: json))
        case .string("completed"): self = .completed(try ChatCompleted(json: json))
        case .string("failed"): self = .failed(try ChatFailed(json: json))
        default: self = .unknown(tag: json["type"] ?? .null, json)
        }
    }

    public var asJSON: JSONValue {
        switch self {
        case .started(let value): value.asJSON
        case .citations(let value): value.asJSON
        case .delta(let value): value.asJSON
        case .completed(let value): value.asJSON
        case .failed(let value): value.asJSON
        case .unknown(_, let json): json
        }
    }
}
