// SessionMessageStatus

/// An answer is `streaming` while the model writes it; `failed` ones keep what was written.
public enum SessionMessageStatus: OpenEnum {
    case streaming
    case complete
    case failed
    case cancelled
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "streaming": self = .streaming
        case "complete": self = .complete
        case "failed": self = .failed
        case "cancelled": self = .cancelled
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .streaming: "streaming"
        case .complete: "complete"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .unknown(let value): value
        }
    }
}
