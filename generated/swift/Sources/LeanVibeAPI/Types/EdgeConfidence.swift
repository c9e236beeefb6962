// EdgeConfidence

/// `exact`: resolved through scopes and imports. `name`: only the name fits, so it is a guess.
public enum EdgeConfidence: OpenEnum {
    case exact
    case name
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "exact": self = .exact
        case "name": self = .name
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .exact: "exact"
        case .name: "name"
        case .unknown(let value): value
        }
    }
}
