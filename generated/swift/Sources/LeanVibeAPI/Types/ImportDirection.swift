// ImportDirection

public enum ImportDirection: OpenEnum {
    case imports
    case importers
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "imports": self = .imports
        case "importers": self = .importers
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .imports: "imports"
        case .importers: "importers"
        case .unknown(let value): value
        }
    }
}
