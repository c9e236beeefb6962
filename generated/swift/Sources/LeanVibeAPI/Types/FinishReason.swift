// FinishReason

/// `stop`: the model ended its answer. `length`: `maxTokens` or the model's context window cut it off.
public enum FinishReason: OpenEnum {
    case stop
    case length
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "stop": self = .stop
        case "length": self = .length
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .stop: "stop"
        case .length: "length"
        case .unknown(let value): value
        }
    }
}
