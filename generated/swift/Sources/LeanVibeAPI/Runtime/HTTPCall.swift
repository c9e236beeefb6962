// One call of an operation: its request is put together here, sent, and its answer read.
import Foundation

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

public struct HTTPRequest: Sendable {
    public var method: String
    public var url: URL
    public var headers: [String: String]
    public var body: Data?
    /// The contract's name of the operation.
    public let operation: String
}

struct HTTPCall: Sendable {
    let operation: String
    let method: String
    private var path: String
    private var query: [String] = []
    private(set) var headers: [String: String] = [:]
    private var body: Data?
    private var invalid: String?

    init(_ operation: String, _ method: String, _ path: String, accept: String = "") {
        (self.operation, self.method, self.path) = (operation, method, path)
        if !accept.isEmpty { headers["Accept"] = accept }
    }

    mutating func path(_ name: String, _ value: some JSONCodable, _ style: HTTPStyle = HTTPParameter.simple, explode: Bool = false) {
        let text = style(HTTPParameter(name: name, explode: explode))(value.asJSON)
        if ["", ".", ".."].contains(text) { invalid = "path parameter \(name) cannot be \"\(text)\"" }
        path = path.replacingOccurrences(of: "{\(name)}", with: text)
    }

    mutating func query(
        _ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = HTTPParameter.form, explode: Bool = true,
        allowed: CharacterSet = .urlUnreserved
    ) {
        guard let value else { return }
        query.append(style(HTTPParameter(name: name, explode: explode, allowed: allowed))(value.asJSON))
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

    /// The whole request below a server's address; `more` headers win over the contract's.
    func request(_ server: URL, _ more: [String: String]) throws -> HTTPRequest {
        var call = self
        for (name, value) in more { call.header(name, text: value) }
        if let invalid = call.invalid { throw CallFailure.invalidRequest(invalid) }
        let query = query.filter { !$0.isEmpty }.joined(separator: "&")
        let text = server.absoluteString.replacing(/\/+$/, with: "") + path + (query.isEmpty ? "" : "?\(query)")
        guard let url = URL(string: text), url.absoluteString == text else {  // what it mends it would encode twice
            throw CallFailure.invalidRequest("\(text) is no URL")
        }
        return HTTPRequest(method: method, url: url, headers: call.headers, body: body, operation: operation)
    }
}

extension HTTPResponse {
    func json<Value: JSONCodable>() async throws -> Value {
        let data = try await data()
        do { return try Value(json: JSONValue(parsing: data)) } catch { throw unexpected(data, "\(error)") }
    }

    func unexpected(_ body: Data, _ reason: String = "the contract declares no such answer") -> UnexpectedResponse {
        UnexpectedResponse(status: status, headers: headers, body: body, reason: reason)
    }
}
