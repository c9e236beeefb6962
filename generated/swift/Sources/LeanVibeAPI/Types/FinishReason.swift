// FinishReason

/// `stop`: the model ended its answer. `length`: `maxTokens` or the model's context window cut it off. `repetition`:
/// the model repeated the same words without end, so that the server ended the answer; the repeated words stay in its
/// text.
public enum FinishReason: OpenEnum {
    case stop
    case length
    case repetition
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "stop": self = .stop
        case "length": self = .length
        case "repetition": self = .repetition
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .stop: "stop"
        case .length: "length"
        case .repetition: "repetition"
        case .unknown(let value): value
        }
    }
}
