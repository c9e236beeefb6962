// ConfidenceLevel

/// Only of a calibrated score: `low` below 0.4, `high` from 0.75.
public enum ConfidenceLevel: OpenEnum {
    case low
    case medium
    case high
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "low": self = .low
        case "medium": self = .medium
        case "high": self = .high
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .unknown(let value): value
        }
    }
}
