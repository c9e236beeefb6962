// WsSends

/// The connection
///
/// One connection of one client.
public enum WsSends: JSONCodable {
    /// The model begins an answer.
    case aiMessageStarted(AiMessageStarted)
    /// The next piece of an answer, sent live and joined per 16 ms or 512 bytes; in no log.
    case aiMessageDelta(AiMessageDelta)
    /// The whole answer.
    case aiMessageCompleted(AiMessageCompleted)
    /// The answer breaks off.
    case aiMessageFailed(AiMessageFailed)
    /// The server goes away soon; connect again after `retryAfterMs`. Close code 1001 or 1012 follows.
    case connectionDraining(ConnectionDraining)
    /// How far an index job is; at most one a second and project, and one at its end.
    case projectIndexProgress(ProjectIndexProgress)
    /// Are you there? The tails show a quiet stream that lost events.
    case connectionPing(ConnectionPing)
    /// A message has been added to the session.
    case sessionMessageCreated(SessionMessageCreated)
    /// The session's state has been changed, by this client or another.
    case sessionStateChanged(SessionStateChanged)
    /// Every event after `fromSeq` follows, in order and without gaps.
    case streamReady(StreamReady)
    /// The client's place cannot be gone on from. Unless the session is unknown, `stream.snapshot` follows and then
    /// every event after it.
    case streamReset(StreamReset)
    /// The session as it stood after the event `asOfSeq`.
    case streamSnapshot(StreamSnapshot)
    /// The client reads too slowly; deltas are joined. More than 1000 events behind closes with 4008.
    case streamLagging(StreamLagging)
    /// The command has been executed, once.
    case commandAck(CommandAck)
    /// The command was refused and nothing has changed; the connection stays.
    case commandError(CommandError)
    /// The connection is open. For every stream of the hello a `stream.ready` or a `stream.reset` follows.
    case connectionReady(ConnectionReady)
    /// A case newer than this code.
    case unknown(tag: JSONValue, JSONValue)

    public init(json: JSONValue) throws {
        switch json["type"] {
        case .string("ai.message.started"): self = .aiMessageStarted(try AiMessageStarted(json: json))
        case .string("ai.message.delta"): self = .aiMessageDelta(try AiMessageDelta(json: json))
        case .string("ai.message.completed"): self = .aiMessageCompleted(try AiMessageCompleted(json: json))
        case .string("ai.message.failed"): self = .aiMessageFailed(try AiMessageFailed(json: json))
        case .string("connection.draining"): self = .connectionDraining(try ConnectionDraining(json: json))
        case .string("project.index.progress"): self = .projectIndexProgress(try ProjectIndexProgress(json: json))
        case .string("connection.ping"): self = .connectionPing(try ConnectionPing(json: json))
        case .string("session.message.created"): self = .sessionMessageCreated(try SessionMessageCreated(json: json))
        case .string("session.state.changed"): self = .sessionStateChanged(try SessionStateChanged(json: json))
        case .string("stream.ready"): self = .streamReady(try StreamReady(json: json))
        case .string("stream.reset"): self = .streamReset(try StreamReset(json: json))
        case .string("stream.snapshot"): self = .streamSnapshot(try StreamSnapshot(json: json))
        case .string("stream.lagging"): self = .streamLagging(try StreamLagging(json: json))
        case .string("command.ack"): self = .commandAck(try CommandAck(json: json))
        case .string("command.error"): self = .commandError(try CommandError(json: json))
        case .string("connection.ready"): self = .connectionReady(try ConnectionReady(json: json))
        default: self = .unknown(tag: json["type"] ?? .null, json)
        }
    }

    public var asJSON: JSONValue {
        switch self {
        case .aiMessageStarted(let value): value.asJSON
        case .aiMessageDelta(let value): value.asJSON
        case .aiMessageCompleted(let value): value.asJSON
        case .aiMessageFailed(let value): value.asJSON
        case .connectionDraining(let value): value.asJSON
        case .projectIndexProgress(let value): value.asJSON
        case .connectionPing(let value): value.asJSON
        case .sessionMessageCreated(let value): value.asJSON
        case .sessionStateChanged(let value): value.asJSON
        case .streamReady(let value): value.asJSON
        case .streamReset(let value): value.asJSON
        case .streamSnapshot(let value): value.asJSON
        case .streamLagging(let value): value.asJSON
        case .commandAck(let value): value.asJSON
        case .commandError(let value): value.asJSON
        case .connectionReady(let value): value.asJSON
        case .unknown(_, let json): json
        }
    }
}
