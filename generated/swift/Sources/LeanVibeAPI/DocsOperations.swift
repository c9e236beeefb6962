// docs
import Foundation

/// These contracts
public struct DocsOperations: Sendable {
    let sender: HTTPSender

    /// A one-time ticket for the page
    ///
    /// For `openDocs`, once and within 30 seconds. It may be in an address, as it is worthless after its use.
    public func createDocsTicket(options: CallOptions? = nil) async throws(CreateDocsTicketError) -> DocsTicket {
        var call = HTTPCall(
            "createDocsTicket",
            "POST",
            "/api/v1/docs/ticket",
            accept: "application/json, application/problem+json"
        )
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, CreateDocsTicketError.self) { response in
            switch response.status {
            case 201: return try await response.json()
            case 400: throw CreateDocsTicketError.badRequest(try await response.json())
            case 401: throw CreateDocsTicketError.unauthorized(try await response.json())
            case 403: throw CreateDocsTicketError.forbidden(try await response.json())
            case 406: throw CreateDocsTicketError.notAcceptable(try await response.json())
            case 415: throw CreateDocsTicketError.unsupportedMediaType(try await response.json())
            case 429: throw CreateDocsTicketError.tooManyRequests(try await response.json())
            case 500: throw CreateDocsTicketError.internalServerError(try await response.json())
            case 503: throw CreateDocsTicketError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// The AsyncAPI document
    ///
    /// What this server promises over its WebSocket: the document from which it was generated.
    public func getAsyncapi(options: CallOptions? = nil) async throws(GetAsyncapiError) -> ContractDocument {
        var call = HTTPCall(
            "getAsyncapi",
            "GET",
            "/asyncapi.json",
            accept: "application/json, application/problem+json"
        )
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetAsyncapiError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetAsyncapiError.badRequest(try await response.json())
            case 401: throw GetAsyncapiError.unauthorized(try await response.json())
            case 403: throw GetAsyncapiError.forbidden(try await response.json())
            case 406: throw GetAsyncapiError.notAcceptable(try await response.json())
            case 429: throw GetAsyncapiError.tooManyRequests(try await response.json())
            case 500: throw GetAsyncapiError.internalServerError(try await response.json())
            case 503: throw GetAsyncapiError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Both contracts as a page
    ///
    /// Operations, parameters, schemas, errors, channels, messages and close codes. A browser cannot send
    /// `Authorization` when it opens a page: `leanvibe open --docs` gives it a cookie that opens this page and nothing
    /// else.
    public func getDocs(options: CallOptions? = nil) async throws(GetDocsError) -> String {
        var call = HTTPCall("getDocs", "GET", "/docs", accept: "text/html, application/problem+json")
        sender.authorise(&call, [["bearerKey"], ["docsCookie"]])
        return try await sender.send(call, options, GetDocsError.self) { response in
            switch response.status {
            case 200: return try await response.text()
            case 400: throw GetDocsError.badRequest(try await response.json())
            case 401: throw GetDocsError.unauthorized(try await response.json())
            case 403: throw GetDocsError.forbidden(try await response.json())
            case 406: throw GetDocsError.notAcceptable(try await response.json())
            case 429: throw GetDocsError.tooManyRequests(try await response.json())
            case 500: throw GetDocsError.internalServerError(try await response.json())
            case 503: throw GetDocsError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Open the page in a browser
    ///
    /// Takes a ticket of `createDocsTicket`, once, and sends the browser on to the page with a cookie that is valid for
    /// an hour. Neither the ticket nor the cookie is accepted by any other operation.
    public func openDocs(options: CallOptions? = nil) async throws(OpenDocsError) {
        var call = HTTPCall("openDocs", "GET", "/docs/open", accept: "application/problem+json")
        sender.authorise(&call, [["docsTicket"]])
        return try await sender.send(call, options, OpenDocsError.self) { response in
            switch response.status {
            case 303: _ = try await response.data()
            case 400: throw OpenDocsError.badRequest(try await response.json())
            case 401: throw OpenDocsError.unauthorized(try await response.json())
            case 403: throw OpenDocsError.forbidden(try await response.json())
            case 429: throw OpenDocsError.tooManyRequests(try await response.json())
            case 500: throw OpenDocsError.internalServerError(try await response.json())
            case 503: throw OpenDocsError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// The OpenAPI document
    ///
    /// What this server promises over HTTP: the document from which it was generated.
    public func getOpenapi(options: CallOptions? = nil) async throws(GetOpenapiError) -> ContractDocument {
        var call = HTTPCall(
            "getOpenapi",
            "GET",
            "/openapi.json",
            accept: "application/json, application/problem+json"
        )
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetOpenapiError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetOpenapiError.badRequest(try await response.json())
            case 401: throw GetOpenapiError.unauthorized(try await response.json())
            case 403: throw GetOpenapiError.forbidden(try await response.json())
            case 406: throw GetOpenapiError.notAcceptable(try await response.json())
            case 429: throw GetOpenapiError.tooManyRequests(try await response.json())
            case 500: throw GetOpenapiError.internalServerError(try await response.json())
            case 503: throw GetOpenapiError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }
}

/// What `createDocsTicket` throws.
public enum CreateDocsTicketError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
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

/// What `getAsyncapi` throws.
public enum GetAsyncapiError: OperationError {
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

/// What `getDocs` throws.
public enum GetDocsError: OperationError {
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

/// What `openDocs` throws.
public enum OpenDocsError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `getOpenapi` throws.
public enum GetOpenapiError: OperationError {
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
