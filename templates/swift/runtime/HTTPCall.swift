// One call of an operation: its request is put together here, sent, and its answer read.
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// What a caller may say about a call.
public struct CallOptions: Sendable {
    /// Until the answer is complete; for a stream until it begins.
    public var timeout: Duration?
    /// More attempts where the method is idempotent and the answer is 429, 502, 503, 504, or there is none.
    public var retries: Int
    /// How often a stream that breaks is opened again after its last event.
    public var reconnects: Int
    public var headers: [String: String]
    /// Sees status and headers of the answer.
    public var onResponse: (@Sendable (_ status: Int, _ headers: [String: String]) -> Void)?

    public init(
        timeout: Duration? = .seconds(60), retries: Int = 0, reconnects: Int = 0, headers: [String: String] = [:],
        onResponse: (@Sendable (_ status: Int, _ headers: [String: String]) -> Void)? = nil
    ) {
        (self.timeout, self.retries, self.reconnects) = (timeout, retries, reconnects)
        (self.headers, self.onResponse) = (headers, onResponse)
    }
}

/// An answer that the contract does not declare, or whose body is not what it declares.
public struct UnexpectedResponse: Error, Sendable {
    public let status: Int
    public let headers: [String: String]
    public let body: Data
    public let reason: String
}

/// No answer.
public enum CallFailure: Error, Sendable {
    case timedOut
    case cancelled
    /// The values given cannot be sent.
    case invalidRequest(String)
    case transport(any Error)
}

/// What an operation throws.
public protocol OperationError: Error {
    static func unexpectedResponse(_ response: UnexpectedResponse) -> Self
    static func failed(_ failure: CallFailure) -> Self
}

struct HTTPCall: Sendable {
    let operation: String
    let method: String
    var path: String
    var accept = ""
    /// Any one of these sets of schemes.
    var security: [[String]] = []
    private var query: [String] = []
    private var cookies: [String] = []
    private(set) var headers: [String: String] = [:]
    /// Subprotocols of a WebSocket that carry secrets.
    var protocols: [String] = []
    private var body: Data?
    private var invalid: String?

    init(_ operation: String, _ method: String, _ path: String, accept: String = "", security: [[String]] = []) {
        (self.operation, self.method, self.path) = (operation, method, path)
        (self.accept, self.security) = (accept, security)
    }

    mutating func path(_ name: String, _ value: some JSONCodable, _ style: HTTPStyle = .simple, explode: Bool = false) {
        let text = HTTPParameter(name: name, style: style, explode: explode).text(value.asJSON)
        if ["", ".", ".."].contains(text) { invalid = "path parameter \(name) cannot be \"\(text)\"" }
        path = path.replacingOccurrences(of: "{\(name)}", with: text)
    }

    mutating func query(
        _ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = .form, explode: Bool = true,
        allowed: CharacterSet = .urlUnreserved
    ) {
        guard let value else { return }
        let parameter = HTTPParameter(name: name, style: style, explode: explode, allowed: allowed)
        query.append(parameter.text(value.asJSON))
    }

    mutating func header(_ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = .simple, explode: Bool = false) {
        guard let value else { return }
        header(name, text: HTTPParameter(name: name, style: style, explode: explode, allowed: nil).text(value.asJSON))
    }

    mutating func cookie(_ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = .form, explode: Bool = true) {
        guard let value else { return }
        let text = HTTPParameter(name: name, style: style, explode: explode).text(value.asJSON)
        cookies.append(text.replacingOccurrences(of: "&", with: "; "))
    }

    mutating func header(_ name: String, text: String) {
        if text.contains(where: \.isNewline) { invalid = "header \(name) cannot hold a line break" }
        headers[name] = text
    }

    mutating func body(_ data: Data, _ contentType: String) {
        body = data
        headers["Content-Type"] = contentType
    }

    mutating func json(_ value: some JSONCodable, _ contentType: String = "application/json") {
        do { body(try value.asJSON.data(), contentType) } catch { invalid = "\(error)" }
    }

    /// The whole request below a server's address.
    func request(_ server: URL) throws -> HTTPRequest {
        if let invalid { throw CallFailure.invalidRequest(invalid) }
        var text = server.absoluteString
        while text.hasSuffix("/") { text.removeLast() }
        let query = query.filter { !$0.isEmpty }.joined(separator: "&")
        text += path + (query.isEmpty ? "" : "?\(query)")
        guard let url = URL(string: text), url.absoluteString == text else {  // what it mends it would encode twice
            throw CallFailure.invalidRequest("\(text) is no URL")
        }
        var headers = headers
        if !accept.isEmpty { headers["Accept"] = accept }
        let cookies = cookies.filter { !$0.isEmpty }.joined(separator: "; ")
        if !cookies.isEmpty { headers["Cookie"] = cookies }
        return HTTPRequest(method: method, url: url, headers: headers, body: body, operation: operation)
    }
}

extension HTTPResponse {
    /// The whole body.
    public func data() async throws -> Data {
        var data = Data()
        for try await piece in body { data.append(piece) }
        try Task.checkCancellation()
        return data
    }

    func json<Value: JSONCodable>(_ type: Value.Type = Value.self) async throws -> Value {
        let data = try await data()
        do { return try Value(json: JSONValue(parsing: data)) } catch { throw unexpected(data, "\(error)") }
    }

    /// Reads an answer without content to its end.
    func empty() async throws { _ = try await data() }

    func unexpected() async throws -> UnexpectedResponse {
        unexpected(try await data(), "the contract declares no such answer")
    }

    func unexpected(_ body: Data, _ reason: String) -> UnexpectedResponse {
        UnexpectedResponse(status: status, headers: headers, body: body, reason: reason)
    }
}
