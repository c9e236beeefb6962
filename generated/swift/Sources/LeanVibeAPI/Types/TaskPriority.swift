// TaskPriority

public enum TaskPriority: OpenEnum {
    case low
    case medium
    case high
    case urgent
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "low": self = .low
        case "medium": self = .medium
        case "high": self = .high
        case "urgent": self = .urgent
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .urgent: "urgent"
        case .unknown(let value): value
        }
    }
}
