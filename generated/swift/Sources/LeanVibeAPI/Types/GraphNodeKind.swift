// GraphNodeKind

public enum GraphNodeKind: OpenEnum {
    case function
    case method
    case property
    case `class`
    case module
    case file
    case external
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "function": self = .function
        case "method": self = .method
        case "property": self = .property
        case "class": self = .`class`
        case "module": self = .module
        case "file": self = .file
        case "external": self = .external
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .function: "function"
        case .method: "method"
        case .property: "property"
        case .`class`: "class"
        case .module: "module"
        case .file: "file"
        case .external: "external"
        case .unknown(let value): value
        }
    }
}
