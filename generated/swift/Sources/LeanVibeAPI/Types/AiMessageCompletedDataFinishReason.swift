// AiMessageCompletedDataFinishReason

public enum AiMessageCompletedDataFinishReason: OpenEnum {
    case stop
    case length
    case repetition
    case cancelled
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "stop": self = .stop
        case "length": self = .length
        case "repetition": self = .repetition
        case "cancelled": self = .cancelled
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .stop: "stop"
        case .length: "length"
        case .repetition: "repetition"
        case .cancelled: "cancelled"
        case .unknown(let value): value
        }
    }
}
