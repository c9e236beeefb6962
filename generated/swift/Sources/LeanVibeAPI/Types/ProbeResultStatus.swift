// ProbeResultStatus

public enum ProbeResultStatus: OpenEnum {
    case passed
    case failed
    case skipped
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "passed": self = .passed
        case "failed": self = .failed
        case "skipped": self = .skipped
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .skipped: "skipped"
        case .unknown(let value): value
        }
    }
}
