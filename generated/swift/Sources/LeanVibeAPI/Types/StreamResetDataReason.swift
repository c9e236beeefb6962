// StreamResetDataReason

public enum StreamResetDataReason: OpenEnum {
    case epochChanged
    case expired
    case trimmed
    case aheadOfTail
    case unknownSession
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "epoch_changed": self = .epochChanged
        case "expired": self = .expired
        case "trimmed": self = .trimmed
        case "ahead_of_tail": self = .aheadOfTail
        case "unknown_session": self = .unknownSession
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .epochChanged: "epoch_changed"
        case .expired: "expired"
        case .trimmed: "trimmed"
        case .aheadOfTail: "ahead_of_tail"
        case .unknownSession: "unknown_session"
        case .unknown(let value): value
        }
    }
}
