// Sends calls: credentials, middleware, timeout, retries, and errors of the operation's own type.
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

struct HTTPSender: Sendable {
    let server: URL
    /// Adds what the security of a call asks for.
    var authorise: @Sendable (inout HTTPCall) -> Void = { _ in }
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
            let cancelled = Task.isCancelled || error is CancellationError || (error as? URLError)?.code == .cancelled
            throw .failed(cancelled ? .cancelled : .transport(error))
        }
    }

    /// One answer, after retries where they are wanted.
    func answer(_ call: HTTPCall, _ options: CallOptions) async throws -> HTTPResponse {
        let request = try authorised(call, options).request(server)
        let idempotent = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"].contains(call.method)
        var left = idempotent ? options.retries : 0
        var pause = Duration.milliseconds(200)
        while true {
            do {
                let response = try await through(middleware[...], request)
                options.onResponse?(response.status, response.headers)
                guard left > 0, [429, 502, 503, 504].contains(response.status) else { return response }
                if let seconds = response.headers["retry-after"].flatMap(Int.init) { pause = .seconds(seconds) }
            } catch where left > 0 && !Task.isCancelled {}
            try await Task.sleep(for: pause)
            (left, pause) = (left - 1, pause * 2)
        }
    }

    func authorised(_ call: HTTPCall, _ options: CallOptions) -> HTTPCall {
        var call = call
        authorise(&call)
        for (name, value) in options.headers { call.header(name, text: value) }
        return call
    }

    private func through(_ chain: ArraySlice<HTTPMiddleware>, _ request: HTTPRequest) async throws -> HTTPResponse {
        guard let first = chain.first else { return try await transport.send(request) }
        return try await first(request) { try await through(chain.dropFirst(), $0) }
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
        guard let first = try await group.next() else { throw CancellationError() }
        return first
    }
}
