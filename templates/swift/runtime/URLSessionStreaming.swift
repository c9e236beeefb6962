// Answers that come piece by piece, and URLSession as their transport.
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

public struct HTTPResponse: Sendable {
    public typealias Body = AsyncThrowingStream<Data, any Error>

    public let status: Int
    /// By lower-case name.
    public let headers: [String: String]
    /// Piece by piece as it arrives; it can be read once.
    public let body: Body

    public init(status: Int, headers: [String: String], body: Body) {
        (self.status, self.body) = (status, body)
        self.headers = Dictionary(headers.map { ($0.lowercased(), $1) }) { "\($0), \($1)" }
    }

    public init(status: Int, headers: [String: String], body: Data) {
        let (whole, pieces) = Body.makeStream()
        pieces.yield(body)
        pieces.finish()
        self.init(status: status, headers: headers, body: whole)
    }

    /// The whole body.
    public func data() async throws -> Data {
        let data = try await body.reduce(into: Data()) { $0.append($1) }
        try Task.checkCancellation()
        return data
    }
}

public final class URLSessionTransport: HTTPTransport {
    private let session: URLSession
    private let exchanges = HTTPExchanges()

    public init(configuration: URLSessionConfiguration = .ephemeral) {
        session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit { session.finishTasksAndInvalidate() }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        var urlRequest = URLRequest(url: request.url, timeoutInterval: 86400)  // the caller's timeout decides
        urlRequest.httpMethod = request.method
        urlRequest.httpBody = request.body
        urlRequest.httpShouldHandleCookies = false
        for (name, value) in request.headers { urlRequest.setValue(value, forHTTPHeaderField: name) }
        let task = session.dataTask(with: urlRequest)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchanges.start(task, continuation)
                if Task.isCancelled { exchanges.cancel(task) }
            }
        } onCancel: {
            exchanges.cancel(task)
        }
    }
}

/// The delegate: it turns the callbacks of each task into one answer and a stream of pieces.
private final class HTTPExchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private struct Exchange {
        var head: CheckedContinuation<HTTPResponse, any Error>?
        let body: HTTPResponse.Body
        let pieces: HTTPResponse.Body.Continuation
    }

    private let lock = NSLock()
    private var running: [Int: Exchange] = [:]  // guarded by `lock`

    func start(_ task: URLSessionDataTask, _ head: CheckedContinuation<HTTPResponse, any Error>) {
        let (body, pieces) = HTTPResponse.Body.makeStream()
        pieces.onTermination = { if case .cancelled = $0 { task.cancel() } }
        lock.withLock { running[task.taskIdentifier] = Exchange(head: head, body: body, pieces: pieces) }
        task.resume()
    }

    /// Whoever waits is told at once; some URL loading systems never call back for a task that had not begun.
    func cancel(_ task: URLSessionTask) {
        finish(task, throwing: CancellationError())
        task.cancel()
    }

    private func finish(_ task: URLSessionTask, throwing error: (any Error)?) {
        let exchange = lock.withLock { running.removeValue(forKey: task.taskIdentifier) }
        exchange?.pieces.finish(throwing: error)
        exchange?.head?.resume(throwing: error ?? URLError(.badServerResponse))
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let (head, body) = lock.withLock {
            let exchange = running[dataTask.taskIdentifier]
            running[dataTask.taskIdentifier]?.head = nil
            return (exchange?.head, exchange?.body)
        }
        if let head, let body, let http = response as? HTTPURLResponse {
            let headers = http.allHeaderFields as? [String: String] ?? [:]
            head.resume(returning: HTTPResponse(status: http.statusCode, headers: headers, body: body))
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        lock.withLock { running[dataTask.taskIdentifier]?.pieces }?.yield(data)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        finish(task, throwing: error)
    }
}
