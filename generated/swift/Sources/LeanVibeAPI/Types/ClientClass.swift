// ClientClass

/// What a key is for. The class decides how many commands a second its holder may send; only keys of class `cli` may
/// manage keys.
public enum ClientClass: OpenEnum {
    case ios
    case web
    case cli
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "ios": self = .ios
        case "web": self = .web
        case "cli": self = .cli
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .ios: "ios"
        case .web: "web"
        case .cli: "cli"
        case .unknown(let value): value
        }
    }
}
