// SessionMessageCreateRole

/// `user` where absent. Only the server adds what the assistant says.
public enum SessionMessageCreateRole: OpenEnum {
    case user
    case system
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "user": self = .user
        case "system": self = .system
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .user: "user"
        case .system: "system"
        case .unknown(let value): value
        }
    }
}
