// AnalysisFocus

/// One kind of fact.
public enum AnalysisFocus: OpenEnum {
    case complexity
    case unused
    case cycles
    case dependencies
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "complexity": self = .complexity
        case "unused": self = .unused
        case "cycles": self = .cycles
        case "dependencies": self = .dependencies
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .complexity: "complexity"
        case .unused: "unused"
        case .cycles: "cycles"
        case .dependencies: "dependencies"
        case .unknown(let value): value
        }
    }
}
