// sessions
import Foundation

/// Conversations: messages, shared state, event log
public struct SessionsOperations: Sendable {
    let sender: HTTPSender

    /// List the sessions
    ///
    /// The sessions of the client that asks, oldest first.
    public func listSessions(limit: Int32? = nil, cursor: Cursor? = nil, options: CallOptions? = nil) async throws(ListSessionsError) -> SessionPage {
        var call = HTTPCall(
            "listSessions",
            "GET",
            "/api/v1/sessions",
            accept: "application/json, application/problem+json"
        )
        call.query("limit", limit)
        call.query("cursor", cursor)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ListSessionsError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw ListSessionsError.badRequest(try await response.json())
            case 401: throw ListSessionsError.unauthorized(try await response.json())
            case 403: throw ListSessionsError.forbidden(try await response.json())
            case 404: throw ListSessionsError.notFound(try await response.json())
            case 406: throw ListSessionsError.notAcceptable(try await response.json())
            case 429: throw ListSessionsError.tooManyRequests(try await response.json())
            case 500: throw ListSessionsError.internalServerError(try await response.json())
            case 503: throw ListSessionsError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Begin a session
    ///
    /// Begins an empty conversation, about a project where one is named.
    public func createSession(body: SessionCreate, options: CallOptions? = nil) async throws(CreateSessionError) -> Session {
        var call = HTTPCall(
            "createSession",
            "POST",
            "/api/v1/sessions",
            accept: "application/json, application/problem+json"
        )
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, CreateSessionError.self) { response in
            switch response.status {
            case 201: return try await response.json()
            case 400: throw CreateSessionError.badRequest(try await response.json())
            case 401: throw CreateSessionError.unauthorized(try await response.json())
            case 403: throw CreateSessionError.forbidden(try await response.json())
            case 404: throw CreateSessionError.notFound(try await response.json())
            case 406: throw CreateSessionError.notAcceptable(try await response.json())
            case 408: throw CreateSessionError.requestTimeout(try await response.json())
            case 409: throw CreateSessionError.conflict(try await response.json())
            case 413: throw CreateSessionError.contentTooLarge(try await response.json())
            case 415: throw CreateSessionError.unsupportedMediaType(try await response.json())
            case 429: throw CreateSessionError.tooManyRequests(try await response.json())
            case 500: throw CreateSessionError.internalServerError(try await response.json())
            case 503: throw CreateSessionError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Read a session
    ///
    /// One session, without its messages.
    public func getSession(sessionId: String, options: CallOptions? = nil) async throws(GetSessionError) -> Session {
        var call = HTTPCall(
            "getSession",
            "GET",
            "/api/v1/sessions/{sessionId}",
            accept: "application/json, application/problem+json"
        )
        call.path("sessionId", sessionId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetSessionError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetSessionError.badRequest(try await response.json())
            case 401: throw GetSessionError.unauthorized(try await response.json())
            case 403: throw GetSessionError.forbidden(try await response.json())
            case 404: throw GetSessionError.notFound(try await response.json())
            case 406: throw GetSessionError.notAcceptable(try await response.json())
            case 429: throw GetSessionError.tooManyRequests(try await response.json())
            case 500: throw GetSessionError.internalServerError(try await response.json())
            case 503: throw GetSessionError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Delete a session
    ///
    /// Deletes it with its messages, state and log, and ends answers that are being written.
    public func deleteSession(sessionId: String, options: CallOptions? = nil) async throws(DeleteSessionError) {
        var call = HTTPCall(
            "deleteSession",
            "DELETE",
            "/api/v1/sessions/{sessionId}",
            accept: "application/problem+json"
        )
        call.path("sessionId", sessionId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, DeleteSessionError.self) { response in
            switch response.status {
            case 204: _ = try await response.data()
            case 400: throw DeleteSessionError.badRequest(try await response.json())
            case 401: throw DeleteSessionError.unauthorized(try await response.json())
            case 403: throw DeleteSessionError.forbidden(try await response.json())
            case 404: throw DeleteSessionError.notFound(try await response.json())
            case 415: throw DeleteSessionError.unsupportedMediaType(try await response.json())
            case 429: throw DeleteSessionError.tooManyRequests(try await response.json())
            case 500: throw DeleteSessionError.internalServerError(try await response.json())
            case 503: throw DeleteSessionError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Read a session's event log
    ///
    /// The same events that the WebSocket sends, in order and without gaps: a page of JSON, or server-sent events by
    /// `Accept`.
    public func listSessionEvents(
        sessionId: String,
        cursor: EventCursor? = nil,
        lastEventId: String? = nil,
        waitMs: Int32? = nil,
        limit: Int32? = nil,
        options: CallOptions? = nil
    ) async throws(ListSessionEventsError) -> SessionEventPage {
        var call = HTTPCall(
            "listSessionEvents",
            "GET",
            "/api/v1/sessions/{sessionId}/events",
            accept: "application/json, application/problem+json"
        )
        call.path("sessionId", sessionId)
        call.query("cursor", cursor)
        call.header("Last-Event-ID", lastEventId)
        call.query("waitMs", waitMs)
        call.query("limit", limit)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ListSessionEventsError.self) { response in
            switch response.status {
            case 200 where response.holds("application/json"): return try await response.json()
            case 400: throw ListSessionEventsError.badRequest(try await response.json())
            case 401: throw ListSessionEventsError.unauthorized(try await response.json())
            case 403: throw ListSessionEventsError.forbidden(try await response.json())
            case 404: throw ListSessionEventsError.notFound(try await response.json())
            case 406: throw ListSessionEventsError.notAcceptable(try await response.json())
            case 409: throw ListSessionEventsError.conflict(try await response.json())
            case 429: throw ListSessionEventsError.tooManyRequests(try await response.json())
            case 500: throw ListSessionEventsError.internalServerError(try await response.json())
            case 503: throw ListSessionEventsError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Read a session's event log
    ///
    /// The same events that the WebSocket sends, in order and without gaps: a page of JSON, or server-sent events by
    /// `Accept`.
    public func streamListSessionEvents(
        sessionId: String,
        cursor: EventCursor? = nil,
        lastEventId: String? = nil,
        waitMs: Int32? = nil,
        limit: Int32? = nil,
        options: CallOptions? = nil
    ) async throws(StreamListSessionEventsError) -> EventStream<SessionEvent> {
        var call = HTTPCall(
            "listSessionEvents",
            "GET",
            "/api/v1/sessions/{sessionId}/events",
            accept: "text/event-stream, application/problem+json"
        )
        call.path("sessionId", sessionId)
        call.query("cursor", cursor)
        call.header("Last-Event-ID", lastEventId)
        call.query("waitMs", waitMs)
        call.query("limit", limit)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, StreamListSessionEventsError.self) { [call] response in
            switch response.status {
            case 200 where response.holds("text/event-stream"): return sender.stream(response, call, options, .events)
            case 400: throw StreamListSessionEventsError.badRequest(try await response.json())
            case 401: throw StreamListSessionEventsError.unauthorized(try await response.json())
            case 403: throw StreamListSessionEventsError.forbidden(try await response.json())
            case 404: throw StreamListSessionEventsError.notFound(try await response.json())
            case 406: throw StreamListSessionEventsError.notAcceptable(try await response.json())
            case 409: throw StreamListSessionEventsError.conflict(try await response.json())
            case 429: throw StreamListSessionEventsError.tooManyRequests(try await response.json())
            case 500: throw StreamListSessionEventsError.internalServerError(try await response.json())
            case 503: throw StreamListSessionEventsError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// List a session's messages
    ///
    /// The conversation, oldest first, a page at a time.
    public func listSessionMessages(
        sessionId: String,
        limit: Int32? = nil,
        cursor: Cursor? = nil,
        options: CallOptions? = nil
    ) async throws(ListSessionMessagesError) -> SessionMessagePage {
        var call = HTTPCall(
            "listSessionMessages",
            "GET",
            "/api/v1/sessions/{sessionId}/messages",
            accept: "application/json, application/problem+json"
        )
        call.path("sessionId", sessionId)
        call.query("limit", limit)
        call.query("cursor", cursor)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ListSessionMessagesError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw ListSessionMessagesError.badRequest(try await response.json())
            case 401: throw ListSessionMessagesError.unauthorized(try await response.json())
            case 403: throw ListSessionMessagesError.forbidden(try await response.json())
            case 404: throw ListSessionMessagesError.notFound(try await response.json())
            case 406: throw ListSessionMessagesError.notAcceptable(try await response.json())
            case 429: throw ListSessionMessagesError.tooManyRequests(try await response.json())
            case 500: throw ListSessionMessagesError.internalServerError(try await response.json())
            case 503: throw ListSessionMessagesError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Add a message
    ///
    /// Adds a message without asking the model; `chat` with this `sessionId` asks.
    public func appendSessionMessage(
        sessionId: String,
        body: SessionMessageCreate,
        idempotencyKey: String? = nil,
        options: CallOptions? = nil
    ) async throws(AppendSessionMessageError) -> SessionMessage {
        var call = HTTPCall(
            "appendSessionMessage",
            "POST",
            "/api/v1/sessions/{sessionId}/messages",
            accept: "application/json, application/problem+json"
        )
        call.path("sessionId", sessionId)
        call.header("Idempotency-Key", idempotencyKey)
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, AppendSessionMessageError.self) { response in
            switch response.status {
            case 201: return try await response.json()
            case 400: throw AppendSessionMessageError.badRequest(try await response.json())
            case 401: throw AppendSessionMessageError.unauthorized(try await response.json())
            case 403: throw AppendSessionMessageError.forbidden(try await response.json())
            case 404: throw AppendSessionMessageError.notFound(try await response.json())
            case 406: throw AppendSessionMessageError.notAcceptable(try await response.json())
            case 408: throw AppendSessionMessageError.requestTimeout(try await response.json())
            case 409: throw AppendSessionMessageError.conflict(try await response.json())
            case 413: throw AppendSessionMessageError.contentTooLarge(try await response.json())
            case 415: throw AppendSessionMessageError.unsupportedMediaType(try await response.json())
            case 429: throw AppendSessionMessageError.tooManyRequests(try await response.json())
            case 500: throw AppendSessionMessageError.internalServerError(try await response.json())
            case 503: throw AppendSessionMessageError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Read a session's state
    ///
    /// The clients' shared document and its version.
    public func getSessionState(sessionId: String, options: CallOptions? = nil) async throws(GetSessionStateError) -> SessionState {
        var call = HTTPCall(
            "getSessionState",
            "GET",
            "/api/v1/sessions/{sessionId}/state",
            accept: "application/json, application/problem+json"
        )
        call.path("sessionId", sessionId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetSessionStateError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetSessionStateError.badRequest(try await response.json())
            case 401: throw GetSessionStateError.unauthorized(try await response.json())
            case 403: throw GetSessionStateError.forbidden(try await response.json())
            case 404: throw GetSessionStateError.notFound(try await response.json())
            case 406: throw GetSessionStateError.notAcceptable(try await response.json())
            case 429: throw GetSessionStateError.tooManyRequests(try await response.json())
            case 500: throw GetSessionStateError.internalServerError(try await response.json())
            case 503: throw GetSessionStateError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Replace a session's state
    ///
    /// Puts another document in its place, if it is still the one that the client read.
    public func replaceSessionState(sessionId: String, ifMatch: String, body: SessionState, options: CallOptions? = nil) async throws(ReplaceSessionStateError) -> SessionState {
        var call = HTTPCall(
            "replaceSessionState",
            "PUT",
            "/api/v1/sessions/{sessionId}/state",
            accept: "application/json, application/problem+json"
        )
        call.path("sessionId", sessionId)
        call.header("If-Match", ifMatch)
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ReplaceSessionStateError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw ReplaceSessionStateError.badRequest(try await response.json())
            case 401: throw ReplaceSessionStateError.unauthorized(try await response.json())
            case 403: throw ReplaceSessionStateError.forbidden(try await response.json())
            case 404: throw ReplaceSessionStateError.notFound(try await response.json())
            case 406: throw ReplaceSessionStateError.notAcceptable(try await response.json())
            case 408: throw ReplaceSessionStateError.requestTimeout(try await response.json())
            case 412: throw ReplaceSessionStateError.preconditionFailed(try await response.json())
            case 413: throw ReplaceSessionStateError.contentTooLarge(try await response.json())
            case 415: throw ReplaceSessionStateError.unsupportedMediaType(try await response.json())
            case 428: throw ReplaceSessionStateError.preconditionRequired(try await response.json())
            case 429: throw ReplaceSessionStateError.tooManyRequests(try await response.json())
            case 500: throw ReplaceSessionStateError.internalServerError(try await response.json())
            case 503: throw ReplaceSessionStateError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Change a session's state
    ///
    /// Applies a JSON merge patch (RFC 7396), if the state is still the one that the client read.
    public func patchSessionState(
        sessionId: String,
        ifMatch: String,
        body: SessionStatePatch,
        options: CallOptions? = nil
    ) async throws(PatchSessionStateError) -> SessionState {
        var call = HTTPCall(
            "patchSessionState",
            "PATCH",
            "/api/v1/sessions/{sessionId}/state",
            accept: "application/json, application/problem+json"
        )
        call.path("sessionId", sessionId)
        call.header("If-Match", ifMatch)
        call.json(body, "application/merge-patch+json")
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, PatchSessionStateError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw PatchSessionStateError.badRequest(try await response.json())
            case 401: throw PatchSessionStateError.unauthorized(try await response.json())
            case 403: throw PatchSessionStateError.forbidden(try await response.json())
            case 404: throw PatchSessionStateError.notFound(try await response.json())
            case 406: throw PatchSessionStateError.notAcceptable(try await response.json())
            case 408: throw PatchSessionStateError.requestTimeout(try await response.json())
            case 412: throw PatchSessionStateError.preconditionFailed(try await response.json())
            case 413: throw PatchSessionStateError.contentTooLarge(try await response.json())
            case 415: throw PatchSessionStateError.unsupportedMediaType(try await response.json())
            case 428: throw PatchSessionStateError.preconditionRequired(try await response.json())
            case 429: throw PatchSessionStateError.tooManyRequests(try await response.json())
            case 500: throw PatchSessionStateError.internalServerError(try await response.json())
            case 503: throw PatchSessionStateError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }
}

/// What `listSessions` throws.
public enum ListSessionsError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
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

/// What `createSession` throws.
public enum CreateSessionError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 408: The body did not arrive in time. The connection is closed; send the request again.
    case requestTimeout(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
    /// 413: The body is larger than 1 MiB.
    case contentTooLarge(Problem)
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

/// What `getSession` throws.
public enum GetSessionError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
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

/// What `deleteSession` throws.
public enum DeleteSessionError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
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

/// What `listSessionEvents` throws.
public enum ListSessionEventsError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `streamListSessionEvents` throws.
public enum StreamListSessionEventsError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `listSessionMessages` throws.
public enum ListSessionMessagesError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
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

/// What `appendSessionMessage` throws.
public enum AppendSessionMessageError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 408: The body did not arrive in time. The connection is closed; send the request again.
    case requestTimeout(Problem)
    /// 409: The request is well formed but does not go with what stands; `code` says why.
    case conflict(Problem)
    /// 413: The body is larger than 1 MiB.
    case contentTooLarge(Problem)
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

/// What `getSessionState` throws.
public enum GetSessionStateError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
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

/// What `replaceSessionState` throws.
public enum ReplaceSessionStateError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 408: The body did not arrive in time. The connection is closed; send the request again.
    case requestTimeout(Problem)
    /// 412: Somebody changed it: `If-Match` is not the present `ETag`.
    case preconditionFailed(Problem)
    /// 413: The body is larger than 1 MiB.
    case contentTooLarge(Problem)
    /// 415: The body's `Content-Type` is none that this operation reads.
    case unsupportedMediaType(Problem)
    /// 428: `If-Match` is missing.
    case preconditionRequired(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}

/// What `patchSessionState` throws.
public enum PatchSessionStateError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
    /// 404: What the request names does not exist.
    case notFound(Problem)
    /// 406: `Accept` admits none of the content types of this operation.
    case notAcceptable(Problem)
    /// 408: The body did not arrive in time. The connection is closed; send the request again.
    case requestTimeout(Problem)
    /// 412: Somebody changed it: `If-Match` is not the present `ETag`.
    case preconditionFailed(Problem)
    /// 413: The body is larger than 1 MiB.
    case contentTooLarge(Problem)
    /// 415: The body's `Content-Type` is none that this operation reads.
    case unsupportedMediaType(Problem)
    /// 428: `If-Match` is missing.
    case preconditionRequired(Problem)
    /// 429: More requests and commands than the key's class allows: 5 per second for ios, 10 for web, 20 for cli, and
    case tooManyRequests(Problem)
    /// 500: A fault of the server. The log has the details under `requestId`.
    case internalServerError(Problem)
    /// 503: An engine or store that the request needs is not available or too busy, or the server is stopping.
    case serviceUnavailable(Problem)
    case unexpectedResponse(UnexpectedResponse)
    case failed(CallFailure)
}
