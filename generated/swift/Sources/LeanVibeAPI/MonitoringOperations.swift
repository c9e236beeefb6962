// monitoring
import Foundation

/// The server's own state: health, figures, probes
public struct MonitoringOperations: Sendable {
    let sender: HTTPSender

    /// Liveness
    ///
    /// The process answers. Public; for everything else see `getCompleteHealth`.
    public func getHealth(options: CallOptions? = nil) async throws(GetHealthError) -> Health {
        let call = HTTPCall(
            "getHealth",
            "GET",
            "/api/v1/monitoring/health",
            accept: "application/json, application/problem+json"
        )
        return try await sender.send(call, options, GetHealthError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetHealthError.badRequest(try await response.json())
            case 403: throw GetHealthError.forbidden(try await response.json())
            case 406: throw GetHealthError.notAcceptable(try await response.json())
            case 500: throw GetHealthError.internalServerError(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// State of every engine and store
    ///
    /// Asks each part. The answer is 200 whatever they say; `status` is that of the worst.
    public func getCompleteHealth(options: CallOptions? = nil) async throws(GetCompleteHealthError) -> CompleteHealth {
        var call = HTTPCall(
            "getCompleteHealth",
            "GET",
            "/api/v1/monitoring/health/complete",
            accept: "application/json, application/problem+json"
        )
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetCompleteHealthError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetCompleteHealthError.badRequest(try await response.json())
            case 401: throw GetCompleteHealthError.unauthorized(try await response.json())
            case 403: throw GetCompleteHealthError.forbidden(try await response.json())
            case 406: throw GetCompleteHealthError.notAcceptable(try await response.json())
            case 429: throw GetCompleteHealthError.tooManyRequests(try await response.json())
            case 500: throw GetCompleteHealthError.internalServerError(try await response.json())
            case 503: throw GetCompleteHealthError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Figures of the last minutes
    ///
    /// Latency, throughput and errors by operation, the process and the model.
    public func getPerformanceMetrics(options: CallOptions? = nil) async throws(GetPerformanceMetricsError) -> PerformanceMetrics {
        var call = HTTPCall(
            "getPerformanceMetrics",
            "GET",
            "/api/v1/monitoring/metrics/performance",
            accept: "application/json, application/problem+json"
        )
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetPerformanceMetricsError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetPerformanceMetricsError.badRequest(try await response.json())
            case 401: throw GetPerformanceMetricsError.unauthorized(try await response.json())
            case 403: throw GetPerformanceMetricsError.forbidden(try await response.json())
            case 406: throw GetPerformanceMetricsError.notAcceptable(try await response.json())
            case 429: throw GetPerformanceMetricsError.tooManyRequests(try await response.json())
            case 500: throw GetPerformanceMetricsError.internalServerError(try await response.json())
            case 503: throw GetPerformanceMetricsError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Results of the last probes
    ///
    /// What the last run found; `never_run` before the first.
    public func getSyntheticProbes(options: CallOptions? = nil) async throws(GetSyntheticProbesError) -> ProbeReport {
        var call = HTTPCall(
            "getSyntheticProbes",
            "GET",
            "/api/v1/monitoring/synthetic-probes",
            accept: "application/json, application/problem+json"
        )
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetSyntheticProbesError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetSyntheticProbesError.badRequest(try await response.json())
            case 401: throw GetSyntheticProbesError.unauthorized(try await response.json())
            case 403: throw GetSyntheticProbesError.forbidden(try await response.json())
            case 406: throw GetSyntheticProbesError.notAcceptable(try await response.json())
            case 429: throw GetSyntheticProbesError.tooManyRequests(try await response.json())
            case 500: throw GetSyntheticProbesError.internalServerError(try await response.json())
            case 503: throw GetSyntheticProbesError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Run the probes now
    ///
    /// Does what a client would do, one after the other, and answers when all are done. One run at a time: a second is
    /// 409 `probes_running`.
    public func runSyntheticProbes(options: CallOptions? = nil) async throws(RunSyntheticProbesError) -> ProbeReport {
        var call = HTTPCall(
            "runSyntheticProbes",
            "POST",
            "/api/v1/monitoring/synthetic-probes",
            accept: "application/json, application/problem+json"
        )
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, RunSyntheticProbesError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw RunSyntheticProbesError.badRequest(try await response.json())
            case 401: throw RunSyntheticProbesError.unauthorized(try await response.json())
            case 403: throw RunSyntheticProbesError.forbidden(try await response.json())
            case 406: throw RunSyntheticProbesError.notAcceptable(try await response.json())
            case 409: throw RunSyntheticProbesError.conflict(try await response.json())
            case 415: throw RunSyntheticProbesError.unsupportedMediaType(try await response.json())
            case 429: throw RunSyntheticProbesError.tooManyRequests(try await response.json())
            case 500: throw RunSyntheticProbesError.internalServerError(try await response.json())
            case 503: throw RunSyntheticProbesError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Metrics for Prometheus
    ///
    /// Prometheus' text format; no names of files or people are in it. Public.
    public func getMetrics(options: CallOptions? = nil) async throws(GetMetricsError) -> String {
        let call = HTTPCall("getMetrics", "GET", "/metrics", accept: "text/plain, application/problem+json")
        return try await sender.send(call, options, GetMetricsError.self) { response in
            switch response.status {
            case 200: return try await response.text()
            case 400: throw GetMetricsError.badRequest(try await response.json())
            case 403: throw GetMetricsError.forbidden(try await response.json())
            case 406: throw GetMetricsError.notAcceptable(try await response.json())
            case 500: throw GetMetricsError.internalServerError(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }
}

/// What `getHealth` throws.
public enum GetHealthError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `getCompleteHealth` throws.
public enum GetCompleteHealthError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `getPerformanceMetrics` throws.
public enum GetPerformanceMetricsError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `getSyntheticProbes` throws.
public enum GetSyntheticProbesError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `runSyntheticProbes` throws.
public enum RunSyntheticProbesError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
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

/// What `getMetrics` throws.
public enum GetMetricsError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}
