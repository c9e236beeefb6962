// IndexState

/// `missing`: never indexed. `failed`: the last job failed; what an earlier one indexed still answers.
public enum IndexState: OpenEnum {
    case missing
    case indexing
    case ready
    case failed
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "missing": self = .missing
        case "indexing": self = .indexing
        case "ready": self = .ready
        case "failed": self = .failed
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .missing: "missing"
        case .indexing: "indexing"
        case .ready: "ready"
        case .failed: "failed"
        case .unknown(let value): value
        }
    }
}
