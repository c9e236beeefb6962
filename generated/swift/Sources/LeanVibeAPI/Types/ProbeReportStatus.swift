// ProbeReportStatus

public enum ProbeReportStatus: OpenEnum {
    case passed
    case failed
    case neverRun
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "passed": self = .passed
        case "failed": self = .failed
        case "never_run": self = .neverRun
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .neverRun: "never_run"
        case .unknown(let value): value
        }
    }
}
