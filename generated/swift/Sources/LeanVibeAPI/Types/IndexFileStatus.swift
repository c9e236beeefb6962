// IndexFileStatus

/// `ok`: all of it is in the index. `partial`: a part could not be read, such as the lines around a syntax error.
/// `skipped`: it is not read on purpose, for example because it is binary or very large. `failed`: an error stopped the
/// work on this file; what earlier steps found of it stays in the index, and the next job tries again.
public enum IndexFileStatus: OpenEnum {
    case ok
    case partial
    case skipped
    case failed
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "ok": self = .ok
        case "partial": self = .partial
        case "skipped": self = .skipped
        case "failed": self = .failed
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .ok: "ok"
        case .partial: "partial"
        case .skipped: "skipped"
        case .failed: "failed"
        case .unknown(let value): value
        }
    }
}
