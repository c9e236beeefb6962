// MessageRole

public enum MessageRole: OpenEnum {
    case system
    case user
    case assistant
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "system": self = .system
        case "user": self = .user
        case "assistant": self = .assistant
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .system: "system"
        case .user: "user"
        case .assistant: "assistant"
        case .unknown(let value): value
        }
    }
}
