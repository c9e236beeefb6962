// websocket
import Foundation

/// Around the realtime protocol of asyncapi.yaml
public struct WebsocketOperations: Sendable {
    let sender: HTTPSender

    /// State of the realtime endpoint
    ///
    /// Whether new connections are taken. Public.
    public func getWebsocketHealth(options: CallOptions? = nil) async throws(GetWebsocketHealthError) -> WebsocketHealth {
        let call = HTTPCall(
            "getWebsocketHealth",
            "GET",
            "/api/v1/websocket/health",
            accept: "application/json, application/problem+json"
        )
        return try await sender.send(call, options, GetWebsocketHealthError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetWebsocketHealthError.badRequest(try await response.json())
            case 403: throw GetWebsocketHealthError.forbidden(try await response.json())
            case 406: throw GetWebsocketHealthError.notAcceptable(try await response.json())
            case 500: throw GetWebsocketHealthError.internalServerError(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// A one-time ticket for a browser
    ///
    /// A browser cannot send `Authorization` when it opens a WebSocket; this ticket stands in for the key, once and for
    /// 30 seconds.
    public func createWebsocketTicket(options: CallOptions? = nil) async throws(CreateWebsocketTicketError) -> WebsocketTicket {
        var call = HTTPCall(
            "createWebsocketTicket",
            "POST",
            "/api/v1/websocket/ticket",
            accept: "application/json, application/problem+json"
        )
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, CreateWebsocketTicketError.self) { response in
            switch response.status {
            case 201: return try await response.json()
            case 400: throw CreateWebsocketTicketError.badRequest(try await response.json())
            case 401: throw CreateWebsocketTicketError.unauthorized(try await response.json())
            case 403: throw CreateWebsocketTicketError.forbidden(try await response.json())
            case 406: throw CreateWebsocketTicketError.notAcceptable(try await response.json())
            case 415: throw CreateWebsocketTicketError.unsupportedMediaType(try await response.json())
            case 429: throw CreateWebsocketTicketError.tooManyRequests(try await response.json())
            case 500: throw CreateWebsocketTicketError.internalServerError(try await response.json())
            case 503: throw CreateWebsocketTicketError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }
}

/// What `getWebsocketHealth` throws.
public enum GetWebsocketHealthError: OperationError {
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

/// What `createWebsocketTicket` throws.
public enum CreateWebsocketTicketError: OperationError {
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
