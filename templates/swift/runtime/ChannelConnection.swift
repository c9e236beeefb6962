// Channels: typed messages over a WebSocket. The transport may be swapped.
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// An open socket that carries text.
public protocol WebSocketConnection: Sendable {
    func send(_ text: String) async throws
    /// The next message; nil once the peer has closed in order.
    func receive() async throws -> String?
    func close(code: Int, reason: String) async
}

public protocol WebSocketTransport: Sendable {
    func connect(_ request: HTTPRequest, protocols: [String]) async throws -> any WebSocketConnection
}

/// The socket is closed: RFC 6455's code, or the contract's own.
public struct ChannelClosed: Error, Sendable {
    public let code: Int
    public let reason: String

    public init(code: Int, reason: String) { (self.code, self.reason) = (code, reason) }
}

/// One connection to a channel: an asynchronous sequence of what comes in, and `send` for what goes out.
public struct ChannelConnection<Incoming: JSONCodable, Outgoing: JSONCodable>: AsyncSequence, Sendable {
    public typealias Element = Incoming

    let socket: any WebSocketConnection

    public func send(_ message: Outgoing) async throws { try await socket.send(message.asJSON.text) }

    public func close(code: Int = 1000, reason: String = "") async { await socket.close(code: code, reason: reason) }

    public func makeAsyncIterator() -> Iterator { Iterator(socket: socket) }

    public struct Iterator: AsyncIteratorProtocol {
        let socket: any WebSocketConnection

        public func next() async throws -> Incoming? {
            guard let text = try await socket.receive() else { return nil }
            return try Incoming(json: JSONValue(parsing: Data(text.utf8)))
        }
    }
}

extension HTTPSender {
    func open(
        _ call: HTTPCall, _ options: CallOptions?, _ sockets: any WebSocketTransport, _ protocols: [String]
    ) async throws -> any WebSocketConnection {
        let options = options ?? self.options
        var request = try call.request(server, options.headers)
        var parts = URLComponents(url: request.url, resolvingAgainstBaseURL: true)
        parts?.scheme = ["https", "wss"].contains(request.url.scheme) ? "wss" : "ws"
        request.url = parts?.url ?? request.url
        let name = request.headers.keys.first { $0.lowercased() == "sec-websocket-protocol" }
        let secret = name.flatMap { request.headers.removeValue(forKey: $0) }
        return try await within(options.timeout) { [request] in
            try await sockets.connect(request, protocols: protocols + [secret].compactMap { $0 })
        }
    }
}

/// Sockets of URLSession. On Linux they need a libcurl built with WebSockets; `connect` fails where it has none.
public struct URLSessionWebSocketTransport: WebSocketTransport {
    public init() {}

    public func connect(_ request: HTTPRequest, protocols: [String]) async throws -> any WebSocketConnection {
        var urlRequest = URLRequest(url: request.url)
        for (name, value) in request.headers { urlRequest.setValue(value, forHTTPHeaderField: name) }
        if !protocols.isEmpty {
            urlRequest.setValue(protocols.joined(separator: ", "), forHTTPHeaderField: "Sec-WebSocket-Protocol")
        }
        let opening = WebSocketOpening()
        let session = URLSession(configuration: .ephemeral, delegate: opening, delegateQueue: nil)
        let task = session.webSocketTask(with: urlRequest)
        try await opening.open(task)
        return URLSessionSocket(task: task, session: session)
    }
}

/// Waits until a socket is open, or says why it is not.
private final class WebSocketOpening: NSObject, URLSessionWebSocketDelegate, @unchecked Sendable {
    private let lock = NSLock()
    private var waiting: CheckedContinuation<Void, any Error>?  // guarded by `lock`

    func open(_ task: URLSessionWebSocketTask) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                lock.withLock { waiting = continuation }
                task.resume()
            }
        } onCancel: {
            task.cancel()
        }
    }

    private func settle(_ result: Result<Void, any Error>) {
        let found = lock.withLock {
            defer { waiting = nil }
            return waiting
        }
        found?.resume(with: result)
    }

    func urlSession(_: URLSession, webSocketTask: URLSessionWebSocketTask, didOpenWithProtocol name: String?) {
        settle(.success(()))
    }

    func urlSession(
        _: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith code: URLSessionWebSocketTask.CloseCode, reason: Data?
    ) {
        settle(.failure(ChannelClosed(code: code.rawValue, reason: reason.map { String(decoding: $0, as: UTF8.self) } ?? "")))
    }

    func urlSession(_: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        settle(.failure(error ?? URLError(.badServerResponse)))
    }
}

private final class URLSessionSocket: WebSocketConnection {
    private let task: URLSessionWebSocketTask
    private let session: URLSession

    init(task: URLSessionWebSocketTask, session: URLSession) { (self.task, self.session) = (task, session) }

    deinit { session.invalidateAndCancel() }

    func send(_ text: String) async throws { try await task.send(.string(text)) }

    func receive() async throws -> String? {
        do {
            switch try await withTaskCancellationHandler(operation: task.receive, onCancel: { task.cancel() }) {
            case .string(let text): return text
            case .data(let data): return String(decoding: data, as: UTF8.self)
            @unknown default: return ""
            }
        } catch {
            let code = task.closeCode.rawValue
            if code == 1000 || code == 1001 { return nil }
            if code == 0 { throw error }
            let reason = task.closeReason.map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw ChannelClosed(code: code, reason: reason)
        }
    }

    func close(code: Int, reason: String) async {
        task.cancel(with: .init(rawValue: code) ?? .normalClosure, reason: Data(reason.utf8))
    }
}
