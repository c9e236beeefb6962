// Answers that come in one piece, for this contract has no streams, and URLSession as their transport.
import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

public struct HTTPResponse: Sendable {
    public let status: Int
    /// By lower-case name.
    public let headers: [String: String]
    private let body: Data

    public init(status: Int, headers: [String: String], body: Data) {
        (self.status, self.body) = (status, body)
        self.headers = Dictionary(headers.map { ($0.lowercased(), $1) }) { "\($0), \($1)" }
    }

    /// The whole body.
    public func data() async throws -> Data { body }
}

public final class URLSessionTransport: HTTPTransport {
    private let session: URLSession

    public init(configuration: URLSessionConfiguration = .ephemeral) { session = .init(configuration: configuration) }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        var urlRequest = URLRequest(url: request.url, timeoutInterval: 86400)  // the caller's timeout decides
        urlRequest.httpMethod = request.method
        urlRequest.httpBody = request.body
        urlRequest.httpShouldHandleCookies = false
        for (name, value) in request.headers { urlRequest.setValue(value, forHTTPHeaderField: name) }
        let (data, answer) = try await session.data(for: urlRequest)
        guard let http = answer as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return HTTPResponse(status: http.statusCode, headers: http.allHeaderFields as? [String: String] ?? [:], body: data)
    }
}
