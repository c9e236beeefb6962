// WebsocketHealthStatus

public enum WebsocketHealthStatus: OpenEnum {
    case ok
    case draining
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "ok": self = .ok
        case "draining": self = .draining
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .ok: "ok"
        case .draining: "draining"
        case .unknown(let value): value
        }
    }
}
