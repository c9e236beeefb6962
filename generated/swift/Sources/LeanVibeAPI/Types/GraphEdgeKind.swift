// GraphEdgeKind

public enum GraphEdgeKind: OpenEnum {
    case calls
    case imports
    case defines
    case inherits
    case references
    case contains
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "calls": self = .calls
        case "imports": self = .imports
        case "defines": self = .defines
        case "inherits": self = .inherits
        case "references": self = .references
        case "contains": self = .contains
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .calls: "calls"
        case .imports: "imports"
        case .defines: "defines"
        case .inherits: "inherits"
        case .references: "references"
        case .contains: "contains"
        case .unknown(let value): value
        }
    }
}
