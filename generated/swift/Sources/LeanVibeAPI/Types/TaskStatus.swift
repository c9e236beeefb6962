// TaskStatus

/// The column of the board. A task may move from any to any.
public enum TaskStatus: OpenEnum {
    case backlog
    case inProgress
    case testing
    case done
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "backlog": self = .backlog
        case "in_progress": self = .inProgress
        case "testing": self = .testing
        case "done": self = .done
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .backlog: "backlog"
        case .inProgress: "in_progress"
        case .testing: "testing"
        case .done: "done"
        case .unknown(let value): value
        }
    }
}
