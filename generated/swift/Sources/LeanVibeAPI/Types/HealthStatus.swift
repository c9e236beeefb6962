// HealthStatus

/// `degraded`: something is missing that the server can do without for now.
public enum HealthStatus: OpenEnum {
    case healthy
    case degraded
    case unhealthy
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "healthy": self = .healthy
        case "degraded": self = .degraded
        case "unhealthy": self = .unhealthy
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .healthy: "healthy"
        case .degraded: "degraded"
        case .unhealthy: "unhealthy"
        case .unknown(let value): value
        }
    }
}
