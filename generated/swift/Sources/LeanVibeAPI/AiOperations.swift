// ai
import Foundation

/// The assistant: chat, code analysis, confidence
public struct AiOperations: Sendable {
    let sender: HTTPSender

    /// Ask the assistant
    ///
    /// A model on this machine answers, relying on the project's index where one is named. Closing the connection stops
    /// it. A question that does not fit into the model's context is 409 `prompt_too_long`.
    public func chat(body: ChatRequest, options: CallOptions? = nil) async throws(ChatError) -> ChatAnswer {
        var call = HTTPCall(
            "chat",
            "POST",
            "/api/v1/ai/chat",
            accept: "application/json, application/problem+json"
        )
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ChatError.self) { response in
            switch response.status {
            case 200 where response.holds("application/json"): return try await response.json()
            case 400: throw ChatError.badRequest(try await response.json())
            case 401: throw ChatError.unauthorized(try await response.json())
            case 403: throw ChatError.forbidden(try await response.json())
            case 404: throw ChatError.notFound(try await response.json())
            case 406: throw ChatError.notAcceptable(try await response.json())
            case 408: throw ChatError.requestTimeout(try await response.json())
            case 409: throw ChatError.conflict(try await response.json())
            case 413: throw ChatError.contentTooLarge(try await response.json())
            case 415: throw ChatError.unsupportedMediaType(try await response.json())
            case 429: throw ChatError.tooManyRequests(try await response.json())
            case 500: throw ChatError.internalServerError(try await response.json())
            case 503: throw ChatError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Ask the assistant
    ///
    /// A model on this machine answers, relying on the project's index where one is named. Closing the connection stops
    /// it. A question that does not fit into the model's context is 409 `prompt_too_long`.
    public func streamChat(body: ChatRequest, options: CallOptions? = nil) async throws(StreamChatError) -> EventStream<ChatEvent> {
        var call = HTTPCall(
            "chat",
            "POST",
            "/api/v1/ai/chat",
            accept: "text/event-stream, application/problem+json"
        )
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, StreamChatError.self) { [call] response in
            switch response.status {
            case 200 where response.holds("text/event-stream"): return sender.stream(response, call, options, .events)
            case 400: throw StreamChatError.badRequest(try await response.json())
            case 401: throw StreamChatError.unauthorized(try await response.json())
            case 403: throw StreamChatError.forbidden(try await response.json())
            case 404: throw StreamChatError.notFound(try await response.json())
            case 406: throw StreamChatError.notAcceptable(try await response.json())
            case 408: throw StreamChatError.requestTimeout(try await response.json())
            case 409: throw StreamChatError.conflict(try await response.json())
            case 413: throw StreamChatError.contentTooLarge(try await response.json())
            case 415: throw StreamChatError.unsupportedMediaType(try await response.json())
            case 429: throw StreamChatError.tooManyRequests(try await response.json())
            case 500: throw StreamChatError.internalServerError(try await response.json())
            case 503: throw StreamChatError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Analyse a project's code
    ///
    /// Facts from the code graph (complexity, unused functions, import cycles, the most depended-on files), and the
    /// model's words about them. Closing the connection stops the model.
    public func analyzeCode(body: CodeAnalysisRequest, options: CallOptions? = nil) async throws(AnalyzeCodeError) -> CodeAnalysis {
        var call = HTTPCall(
            "analyzeCode",
            "POST",
            "/api/v1/ai/code-analysis",
            accept: "application/json, application/problem+json"
        )
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, AnalyzeCodeError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw AnalyzeCodeError.badRequest(try await response.json())
            case 401: throw AnalyzeCodeError.unauthorized(try await response.json())
            case 403: throw AnalyzeCodeError.forbidden(try await response.json())
            case 404: throw AnalyzeCodeError.notFound(try await response.json())
            case 406: throw AnalyzeCodeError.notAcceptable(try await response.json())
            case 408: throw AnalyzeCodeError.requestTimeout(try await response.json())
            case 409: throw AnalyzeCodeError.conflict(try await response.json())
            case 413: throw AnalyzeCodeError.contentTooLarge(try await response.json())
            case 415: throw AnalyzeCodeError.unsupportedMediaType(try await response.json())
            case 429: throw AnalyzeCodeError.tooManyRequests(try await response.json())
            case 500: throw AnalyzeCodeError.internalServerError(try await response.json())
            case 503: throw AnalyzeCodeError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Judge a claim
    ///
    /// How much the model believes a claim, from its own token probabilities and the evidence in the project. Closing
    /// the connection stops the model.
    public func assessConfidence(body: ConfidenceRequest, options: CallOptions? = nil) async throws(AssessConfidenceError) -> ConfidenceAssessment {
        var call = HTTPCall(
            "assessConfidence",
            "POST",
            "/api/v1/ai/confidence-assessment",
            accept: "application/json, application/problem+json"
        )
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, AssessConfidenceError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw AssessConfidenceError.badRequest(try await response.json())
            case 401: throw AssessConfidenceError.unauthorized(try await response.json())
            case 403: throw AssessConfidenceError.forbidden(try await response.json())
            case 404: throw AssessConfidenceError.notFound(try await response.json())
            case 406: throw AssessConfidenceError.notAcceptable(try await response.json())
            case 408: throw AssessConfidenceError.requestTimeout(try await response.json())
            case 409: throw AssessConfidenceError.conflict(try await response.json())
            case 413: throw AssessConfidenceError.contentTooLarge(try await response.json())
            case 415: throw AssessConfidenceError.unsupportedMediaType(try await response.json())
            case 429: throw AssessConfidenceError.tooManyRequests(try await response.json())
            case 500: throw AssessConfidenceError.internalServerError(try await response.json())
            case 503: throw AssessConfidenceError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }
}

/// What `chat` throws.
public enum ChatError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 408: The body did not arrive in time. The connection is closed; send the request again.
    case requestTimeout(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
    /// 413: The body is larger than 1 MiB.
    case contentTooLarge(Problem)
    /// 415: The body's `Content-Type` is none that this operation reads.
    case unsupportedMediaType(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `streamChat` throws.
public enum StreamChatError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 408: The body did not arrive in time. The connection is closed; send the request again.
    case requestTimeout(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
    /// 413: The body is larger than 1 MiB.
    case contentTooLarge(Problem)
    /// 415: The body's `Content-Type` is none that this operation reads.
    case unsupportedMediaType(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `analyzeCode` throws.
public enum AnalyzeCodeError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 408: The body did not arrive in time. The connection is closed; send the request again.
    case requestTimeout(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
    /// 413: The body is larger than 1 MiB.
    case contentTooLarge(Problem)
    /// 415: The body's `Content-Type` is none that this operation reads.
    case unsupportedMediaType(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `assessConfidence` throws.
public enum AssessConfidenceError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 408: The body did not arrive in time. The connection is closed; send the request again.
    case requestTimeout(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
    /// 413: The body is larger than 1 MiB.
    case contentTooLarge(Problem)
    /// 415: The body's `Content-Type` is none that this operation reads.
    case unsupportedMediaType(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}
