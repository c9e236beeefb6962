// Sends calls: through middleware, over a transport, with timeout and retries; errors become the operation's own.
import Foundation

public protocol HTTPTransport: Sendable {
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// Sees every request and answer; calls the next one, or answers itself.
public typealias HTTPMiddleware =
    @Sendable (
        _ request: HTTPRequest, _ next: @Sendable (HTTPRequest) async throws -> HTTPResponse
    ) async throws -> HTTPResponse

struct HTTPSender: Sendable {
    let server: URL
    /// Adds the secrets of the first of these sets of security schemes that can be met.
    var authorise: @Sendable (inout HTTPCall, [[String]]) -> Void = { _, _ in }
    let transport: any HTTPTransport
    let middleware: [HTTPMiddleware]
    let options: CallOptions

    /// Sends, and reads the answer within the timeout. Every error becomes one of the operation.
    func send<Value: Sendable, Failure: OperationError>(
        _ call: HTTPCall, _ options: CallOptions?, _ failure: Failure.Type,
        _ read: @escaping @Sendable (HTTPResponse) async throws -> Value
    ) async throws(Failure) -> Value {
        let options = options ?? self.options
        do {
            return try await within(options.timeout) { try await read(try await answer(call, options)) }
        } catch let error as Failure {
            throw error
        } catch let error as UnexpectedResponse {
            throw .unexpectedResponse(error)
        } catch let error as CallFailure {
            throw .failed(error)
        } catch {
            throw .failed(Task.isCancelled || error is CancellationError ? .cancelled : .transport(error))
        }
    }

    /// One answer, after retries where they are wanted.
    func answer(_ call: HTTPCall, _ options: CallOptions) async throws -> HTTPResponse {
        let request = try call.request(server, options.headers)
        let send = middleware.reversed().reduce(transport.send) { next, own in { try await own($0, next) } }
        let idempotent = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"].contains(call.method)
        var left = idempotent ? options.retries : 0
        var pause = Duration.milliseconds(200)
        while true {
            do {
                let response = try await send(request)
                options.onResponse?(response.status, response.headers)
                guard left > 0, [429, 502, 503, 504].contains(response.status) else { return response }
                if let seconds = response.headers["retry-after"].flatMap(Int.init) { pause = .seconds(seconds) }
            } catch where left > 0 && !Task.isCancelled {}
            try await Task.sleep(for: pause)
            (left, pause) = (left - 1, pause * 2)
        }
    }
}

/// Runs `work`; what has not ended after `timeout` is cancelled.
func within<Value: Sendable>(
    _ timeout: Duration?, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    guard let timeout else { return try await work() }
    return try await withThrowingTaskGroup(of: Value.self) { group in
        defer { group.cancelAll() }
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: timeout)
            throw CallFailure.timedOut
        }
        return try await group.next()!
    }
}
