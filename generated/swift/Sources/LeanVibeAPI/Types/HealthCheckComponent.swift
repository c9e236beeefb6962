// HealthCheckComponent

public enum HealthCheckComponent: OpenEnum {
    case database
    case graph
    case vectors
    case model
    case embeddings
    case index
    case disk
    case jobs
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "database": self = .database
        case "graph": self = .graph
        case "vectors": self = .vectors
        case "model": self = .model
        case "embeddings": self = .embeddings
        case "index": self = .index
        case "disk": self = .disk
        case "jobs": self = .jobs
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .database: "database"
        case .graph: "graph"
        case .vectors: "vectors"
        case .model: "model"
        case .embeddings: "embeddings"
        case .index: "index"
        case .disk: "disk"
        case .jobs: "jobs"
        case .unknown(let value): value
        }
    }
}
