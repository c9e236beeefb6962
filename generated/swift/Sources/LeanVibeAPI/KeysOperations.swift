// keys
import Foundation

/// Who may call the server
public struct KeysOperations: Sendable {
    let sender: HTTPSender

    /// List the keys
    ///
    /// Every key that there ever was, oldest first, a page at a time. Secrets are not listed, as the server does not
    /// know them. Needs a key of class `cli`.
    public func listKeys(
        clientClass: ClientClass? = nil,
        limit: Int32? = nil,
        cursor: Cursor? = nil,
        options: CallOptions? = nil
    ) async throws(ListKeysError) -> KeyPage {
        var call = HTTPCall(
            "listKeys",
            "GET",
            "/api/v1/keys",
            accept: "application/json, application/problem+json"
        )
        call.query("clientClass", clientClass)
        call.query("limit", limit)
        call.query("cursor", cursor)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ListKeysError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw ListKeysError.badRequest(try await response.json())
            case 401: throw ListKeysError.unauthorized(try await response.json())
            case 403: throw ListKeysError.forbidden(try await response.json())
            case 404: throw ListKeysError.notFound(try await response.json())
            case 406: throw ListKeysError.notAcceptable(try await response.json())
            case 429: throw ListKeysError.tooManyRequests(try await response.json())
            case 500: throw ListKeysError.internalServerError(try await response.json())
            case 503: throw ListKeysError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Create a key
    ///
    /// The response holds the secret, once. 409 `key_limit` where 100 keys are valid already. Needs a key of class
    /// `cli`.
    public func createKey(body: KeyCreate, options: CallOptions? = nil) async throws(CreateKeyError) -> IssuedKey {
        var call = HTTPCall(
            "createKey",
            "POST",
            "/api/v1/keys",
            accept: "application/json, application/problem+json"
        )
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, CreateKeyError.self) { response in
            switch response.status {
            case 201: return try await response.json()
            case 400: throw CreateKeyError.badRequest(try await response.json())
            case 401: throw CreateKeyError.unauthorized(try await response.json())
            case 403: throw CreateKeyError.forbidden(try await response.json())
            case 406: throw CreateKeyError.notAcceptable(try await response.json())
            case 408: throw CreateKeyError.requestTimeout(try await response.json())
            case 409: throw CreateKeyError.conflict(try await response.json())
            case 413: throw CreateKeyError.contentTooLarge(try await response.json())
            case 415: throw CreateKeyError.unsupportedMediaType(try await response.json())
            case 429: throw CreateKeyError.tooManyRequests(try await response.json())
            case 500: throw CreateKeyError.internalServerError(try await response.json())
            case 503: throw CreateKeyError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Read a key
    ///
    /// One key, valid or revoked, without its secret. Needs a key of class `cli`.
    public func getKey(keyId: KeyId, options: CallOptions? = nil) async throws(GetKeyError) -> ApiKey {
        var call = HTTPCall(
            "getKey",
            "GET",
            "/api/v1/keys/{keyId}",
            accept: "application/json, application/problem+json"
        )
        call.path("keyId", keyId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetKeyError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetKeyError.badRequest(try await response.json())
            case 401: throw GetKeyError.unauthorized(try await response.json())
            case 403: throw GetKeyError.forbidden(try await response.json())
            case 404: throw GetKeyError.notFound(try await response.json())
            case 406: throw GetKeyError.notAcceptable(try await response.json())
            case 429: throw GetKeyError.tooManyRequests(try await response.json())
            case 500: throw GetKeyError.internalServerError(try await response.json())
            case 503: throw GetKeyError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Revoke a key
    ///
    /// The key is refused from now on; its sockets close with 4501 and its event streams end within a second. It stays
    /// in the list. The key that makes this request, and the one in the data folder's key file, are revoked only with
    /// `force=true` (else 409 `key_in_use`): without them nobody may be able to call the server until it is restarted,
    /// which writes a new key file. Revoking a revoked key changes nothing. Needs a key of class `cli`.
    public func revokeKey(keyId: KeyId, force: Bool? = nil, options: CallOptions? = nil) async throws(RevokeKeyError) -> ApiKey {
        var call = HTTPCall(
            "revokeKey",
            "DELETE",
            "/api/v1/keys/{keyId}",
            accept: "application/json, application/problem+json"
        )
        call.path("keyId", keyId)
        call.query("force", force)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, RevokeKeyError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw RevokeKeyError.badRequest(try await response.json())
            case 401: throw RevokeKeyError.unauthorized(try await response.json())
            case 403: throw RevokeKeyError.forbidden(try await response.json())
            case 404: throw RevokeKeyError.notFound(try await response.json())
            case 406: throw RevokeKeyError.notAcceptable(try await response.json())
            case 409: throw RevokeKeyError.conflict(try await response.json())
            case 415: throw RevokeKeyError.unsupportedMediaType(try await response.json())
            case 429: throw RevokeKeyError.tooManyRequests(try await response.json())
            case 500: throw RevokeKeyError.internalServerError(try await response.json())
            case 503: throw RevokeKeyError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Replace a key's secret
    ///
    /// The response holds the new secret, once. The former secret is refused from now on, without a grace period; its
    /// sockets close with 4501 and its event streams end within a second. Id, class, label and sessions stay. Where it
    /// is the key of the data folder's key file, the file is rewritten. 409 `key_revoked` for a revoked key. Needs a
    /// key of class `cli`.
    public func rotateKey(keyId: KeyId, options: CallOptions? = nil) async throws(RotateKeyError) -> IssuedKey {
        var call = HTTPCall(
            "rotateKey",
            "POST",
            "/api/v1/keys/{keyId}/rotate",
            accept: "application/json, application/problem+json"
        )
        call.path("keyId", keyId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, RotateKeyError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw RotateKeyError.badRequest(try await response.json())
            case 401: throw RotateKeyError.unauthorized(try await response.json())
            case 403: throw RotateKeyError.forbidden(try await response.json())
            case 404: throw RotateKeyError.notFound(try await response.json())
            case 406: throw RotateKeyError.notAcceptable(try await response.json())
            case 409: throw RotateKeyError.conflict(try await response.json())
            case 415: throw RotateKeyError.unsupportedMediaType(try await response.json())
            case 429: throw RotateKeyError.tooManyRequests(try await response.json())
            case 500: throw RotateKeyError.internalServerError(try await response.json())
            case 503: throw RotateKeyError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }
}

/// What `listKeys` throws.
public enum ListKeysError: OperationError {
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

/// What `createKey` throws.
public enum CreateKeyError: OperationError {
    /// 400: The request cannot be read (not HTTP, not JSON, badly percent-encoded) or breaks the contract: `errors`
    case badRequest(Problem)
    /// 401: The key is missing, unknown or revoked.
    case unauthorized(Problem)
    /// 403: The request comes from a web page of an origin that is not allowed, asks for what its key may not do, or
    case forbidden(Problem)
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

/// What `getKey` throws.
public enum GetKeyError: OperationError {
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

/// What `revokeKey` throws.
public enum RevokeKeyError: OperationError {
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

/// What `rotateKey` throws.
public enum RotateKeyError: OperationError {
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
