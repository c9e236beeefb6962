// IndexJobPhase

/// What the job is doing, in this order.
public enum IndexJobPhase: OpenEnum {
    case scanning
    case parsing
    case linking
    case embedding
    case finished
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "scanning": self = .scanning
        case "parsing": self = .parsing
        case "linking": self = .linking
        case "embedding": self = .embedding
        case "finished": self = .finished
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .scanning: "scanning"
        case .parsing: "parsing"
        case .linking: "linking"
        case .embedding: "embedding"
        case .finished: "finished"
        case .unknown(let value): value
        }
    }
}
