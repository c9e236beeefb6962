// ProblemCode

/// Where nothing more exact is known, the status's reason phrase (RFC 9110) in snake case; otherwise what exactly stood
/// in the way. Newer servers may know more codes.
public enum ProblemCode: OpenEnum {
    case badRequest
    case unauthorized
    case forbidden
    case notFound
    case methodNotAllowed
    case notAcceptable
    case requestTimeout
    case preconditionFailed
    case contentTooLarge
    case unsupportedMediaType
    case preconditionRequired
    case internalServerError
    case serviceUnavailable
    case originForbidden
    case rootForbidden
    case projectNotFound
    case taskNotFound
    case sessionNotFound
    case fileNotFound
    case symbolNotFound
    case cursorUnknown
    case keyNotFound
    case projectExists
    case rootMissing
    case indexMissing
    case symbolAmbiguous
    case sessionLimit
    case eventsExpired
    case idempotencyConflict
    case promptTooLong
    case probesRunning
    case keyInUse
    case keyRevoked
    case keyLimit
    case rateLimited
    case modelBusy
    case modelUnavailable
    case graphUnavailable
    case vectorsUnavailable
    case draining
    /// A value newer than this code.
    case unknown(String)

    public init(rawValue: String) {
        switch rawValue {
        case "bad_request": self = .badRequest
        case "unauthorized": self = .unauthorized
        case "forbidden": self = .forbidden
        case "not_found": self = .notFound
        case "method_not_allowed": self = .methodNotAllowed
        case "not_acceptable": self = .notAcceptable
        case "request_timeout": self = .requestTimeout
        case "precondition_failed": self = .preconditionFailed
        case "content_too_large": self = .contentTooLarge
        case "unsupported_media_type": self = .unsupportedMediaType
        case "precondition_required": self = .preconditionRequired
        case "internal_server_error": self = .internalServerError
        case "service_unavailable": self = .serviceUnavailable
        case "origin_forbidden": self = .originForbidden
        case "root_forbidden": self = .rootForbidden
        case "project_not_found": self = .projectNotFound
        case "task_not_found": self = .taskNotFound
        case "session_not_found": self = .sessionNotFound
        case "file_not_found": self = .fileNotFound
        case "symbol_not_found": self = .symbolNotFound
        case "cursor_unknown": self = .cursorUnknown
        case "key_not_found": self = .keyNotFound
        case "project_exists": self = .projectExists
        case "root_missing": self = .rootMissing
        case "index_missing": self = .indexMissing
        case "symbol_ambiguous": self = .symbolAmbiguous
        case "session_limit": self = .sessionLimit
        case "events_expired": self = .eventsExpired
        case "idempotency_conflict": self = .idempotencyConflict
        case "prompt_too_long": self = .promptTooLong
        case "probes_running": self = .probesRunning
        case "key_in_use": self = .keyInUse
        case "key_revoked": self = .keyRevoked
        case "key_limit": self = .keyLimit
        case "rate_limited": self = .rateLimited
        case "model_busy": self = .modelBusy
        case "model_unavailable": self = .modelUnavailable
        case "graph_unavailable": self = .graphUnavailable
        case "vectors_unavailable": self = .vectorsUnavailable
        case "draining": self = .draining
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .badRequest: "bad_request"
        case .unauthorized: "unauthorized"
        case .forbidden: "forbidden"
        case .notFound: "not_found"
        case .methodNotAllowed: "method_not_allowed"
        case .notAcceptable: "not_acceptable"
        case .requestTimeout: "request_timeout"
        case .preconditionFailed: "precondition_failed"
        case .contentTooLarge: "content_too_large"
        case .unsupportedMediaType: "unsupported_media_type"
        case .preconditionRequired: "precondition_required"
        case .internalServerError: "internal_server_error"
        case .serviceUnavailable: "service_unavailable"
        case .originForbidden: "origin_forbidden"
        case .rootForbidden: "root_forbidden"
        case .projectNotFound: "project_not_found"
        case .taskNotFound: "task_not_found"
        case .sessionNotFound: "session_not_found"
        case .fileNotFound: "file_not_found"
        case .symbolNotFound: "symbol_not_found"
        case .cursorUnknown: "cursor_unknown"
        case .keyNotFound: "key_not_found"
        case .projectExists: "project_exists"
        case .rootMissing: "root_missing"
        case .indexMissing: "index_missing"
        case .symbolAmbiguous: "symbol_ambiguous"
        case .sessionLimit: "session_limit"
        case .eventsExpired: "events_expired"
        case .idempotencyConflict: "idempotency_conflict"
        case .promptTooLong: "prompt_too_long"
        case .probesRunning: "probes_running"
        case .keyInUse: "key_in_use"
        case .keyRevoked: "key_revoked"
        case .keyLimit: "key_limit"
        case .rateLimited: "rate_limited"
        case .modelBusy: "model_busy"
        case .modelUnavailable: "model_unavailable"
        case .graphUnavailable: "graph_unavailable"
        case .vectorsUnavailable: "vectors_unavailable"
        case .draining: "draining"
        case .unknown(let value): value
        }
    }
}
