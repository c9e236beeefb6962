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

/// How a credential travels.
public enum HTTPCredential: Sendable {
    case header(String, String)
    case query(String, String)
    case cookie(String, String)
    /// Of a WebSocket.
    case subprotocol(String)
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
    private(set) var protocols: [String] = []
    private var body: Data?
    private var invalid: String?

    init(_ operation: String, _ method: String, _ path: String, accept: String = "", security: [[String]] = []) {
        (self.operation, self.method, self.path) = (operation, method, path)
        (self.accept, self.security) = (accept, security)
    }

    mutating func path(_ name: String, _ value: some JSONCodable, _ style: HTTPStyle = .simple, explode: Bool = false) {
        let text = HTTPParameter(name: name, style: style, explode: explode).pathText(value.asJSON)
        if ["", ".", ".."].contains(text) { invalid = "path parameter \(name) cannot be \"\(text)\"" }
        path = path.replacingOccurrences(of: "{\(name)}", with: text)
    }

    mutating func query(
        _ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = .form, explode: Bool = true,
        allowReserved: Bool = false
    ) {
        guard let value else { return }
        let parameter = HTTPParameter(name: name, style: style, explode: explode, allowReserved: allowReserved)
        if let text = parameter.queryText(value.asJSON) { query.append(text) }
    }

    mutating func header(_ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = .simple, explode: Bool = false) {
        guard let value else { return }
        header(name, text: HTTPParameter(name: name, style: style, explode: explode).headerText(value.asJSON))
    }

    mutating func cookie(_ name: String, _ value: (some JSONCodable)?, _ style: HTTPStyle = .form, explode: Bool = true) {
        guard let value else { return }
        let text = HTTPParameter(name: name, style: style, explode: explode).queryText(value.asJSON)
        if let text { cookies.append(text.replacingOccurrences(of: "&", with: "; ")) }
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

    mutating func add(_ credential: HTTPCredential) {
        switch credential {
        case .header(let name, let value): header(name, text: value)
        case .query(let name, let value): query(name, value)
        case .cookie(let name, let value): cookie(name, value)
        case .subprotocol(let value): protocols.append(value)
        }
    }

    /// The whole request below a server's address.
    func request(_ server: URL) throws -> HTTPRequest {
        if let invalid { throw CallFailure.invalidRequest(invalid) }
        var text = server.absoluteString
        while text.hasSuffix("/") { text.removeLast() }
        text += path + (query.isEmpty ? "" : "?\(query.joined(separator: "&"))")
        guard let url = URL(string: text), url.absoluteString == text else {  // what it mends it would encode twice
            throw CallFailure.invalidRequest("\(text) is no URL")
        }
        var headers = headers
        if !accept.isEmpty { headers["Accept"] = accept }
        if !cookies.isEmpty { headers["Cookie"] = cookies.joined(separator: "; ") }
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

    func text() async throws -> String { String(decoding: try await data(), as: UTF8.self) }

    /// Text that stands for a value of another type.
    func text<Value: JSONCodable>(_ type: Value.Type) async throws -> Value {
        let data = try await data()
        let text = String(decoding: data, as: UTF8.self)
        do {
            let typed = (try? JSONValue(parsing: data)).flatMap { try? Value(json: $0) }
            return try typed ?? Value(json: .string(text))
        } catch { throw unexpected(data, "\(error)") }
    }

    /// Reads an answer without content to its end.
    func empty() async throws { _ = try await data() }

    func unexpected() async throws -> UnexpectedResponse {
        unexpected(try await data(), "the contract declares no such answer")
    }

    func unexpected(_ body: Data, _ reason: String) -> UnexpectedResponse {
        UnexpectedResponse(status: status, headers: headers, body: body, reason: reason)
    }

    /// Whether the content is of this type; `image/*` admits any image.
    func holds(_ contentType: String) -> Bool {
        let given = (headers["content-type"] ?? "").split(separator: ";").first ?? ""
        let (mine, wanted) = (given.trimmingCharacters(in: .whitespaces).lowercased(), contentType.lowercased())
        if wanted == "*/*" { return true }
        return wanted.hasSuffix("/*") ? mine.hasPrefix(wanted.dropLast()) : mine == wanted
    }
}
