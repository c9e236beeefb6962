// tasks
import Foundation

/// A project's board
public struct TasksOperations: Sendable {
    let sender: HTTPSender

    /// List a project's tasks
    ///
    /// Tasks, oldest first, a page at a time.
    public func listTasks(
        projectId: String,
        status: TaskStatus? = nil,
        limit: Int32? = nil,
        cursor: Cursor? = nil,
        options: CallOptions? = nil
    ) async throws(ListTasksError) -> TaskPage {
        var call = HTTPCall(
            "listTasks",
            "GET",
            "/api/v1/projects/{projectId}/tasks",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.query("status", status)
        call.query("limit", limit)
        call.query("cursor", cursor)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ListTasksError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw ListTasksError.badRequest(try await response.json())
            case 401: throw ListTasksError.unauthorized(try await response.json())
            case 403: throw ListTasksError.forbidden(try await response.json())
            case 404: throw ListTasksError.notFound(try await response.json())
            case 406: throw ListTasksError.notAcceptable(try await response.json())
            case 429: throw ListTasksError.tooManyRequests(try await response.json())
            case 500: throw ListTasksError.internalServerError(try await response.json())
            case 503: throw ListTasksError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Add a task
    ///
    /// Puts a task on the board.
    public func createTask(projectId: String, body: TaskCreate, options: CallOptions? = nil) async throws(CreateTaskError) -> Task_ {
        var call = HTTPCall(
            "createTask",
            "POST",
            "/api/v1/projects/{projectId}/tasks",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, CreateTaskError.self) { response in
            switch response.status {
            case 201: return try await response.json()
            case 400: throw CreateTaskError.badRequest(try await response.json())
            case 401: throw CreateTaskError.unauthorized(try await response.json())
            case 403: throw CreateTaskError.forbidden(try await response.json())
            case 404: throw CreateTaskError.notFound(try await response.json())
            case 406: throw CreateTaskError.notAcceptable(try await response.json())
            case 408: throw CreateTaskError.requestTimeout(try await response.json())
            case 413: throw CreateTaskError.contentTooLarge(try await response.json())
            case 415: throw CreateTaskError.unsupportedMediaType(try await response.json())
            case 429: throw CreateTaskError.tooManyRequests(try await response.json())
            case 500: throw CreateTaskError.internalServerError(try await response.json())
            case 503: throw CreateTaskError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Read a task
    ///
    /// One task.
    public func getTask(projectId: String, taskId: String, options: CallOptions? = nil) async throws(GetTaskError) -> Task_ {
        var call = HTTPCall(
            "getTask",
            "GET",
            "/api/v1/projects/{projectId}/tasks/{taskId}",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.path("taskId", taskId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetTaskError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetTaskError.badRequest(try await response.json())
            case 401: throw GetTaskError.unauthorized(try await response.json())
            case 403: throw GetTaskError.forbidden(try await response.json())
            case 404: throw GetTaskError.notFound(try await response.json())
            case 406: throw GetTaskError.notAcceptable(try await response.json())
            case 429: throw GetTaskError.tooManyRequests(try await response.json())
            case 500: throw GetTaskError.internalServerError(try await response.json())
            case 503: throw GetTaskError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Delete a task
    ///
    /// Takes the task off the board for good.
    public func deleteTask(projectId: String, taskId: String, options: CallOptions? = nil) async throws(DeleteTaskError) {
        var call = HTTPCall(
            "deleteTask",
            "DELETE",
            "/api/v1/projects/{projectId}/tasks/{taskId}",
            accept: "application/problem+json"
        )
        call.path("projectId", projectId)
        call.path("taskId", taskId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, DeleteTaskError.self) { response in
            switch response.status {
            case 204: _ = try await response.data()
            case 400: throw DeleteTaskError.badRequest(try await response.json())
            case 401: throw DeleteTaskError.unauthorized(try await response.json())
            case 403: throw DeleteTaskError.forbidden(try await response.json())
            case 404: throw DeleteTaskError.notFound(try await response.json())
            case 415: throw DeleteTaskError.unsupportedMediaType(try await response.json())
            case 429: throw DeleteTaskError.tooManyRequests(try await response.json())
            case 500: throw DeleteTaskError.internalServerError(try await response.json())
            case 503: throw DeleteTaskError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Change a task
    ///
    /// Changes the members that are given, its column for example.
    public func updateTask(projectId: String, taskId: String, body: TaskUpdate, options: CallOptions? = nil) async throws(UpdateTaskError) -> Task_ {
        var call = HTTPCall(
            "updateTask",
            "PATCH",
            "/api/v1/projects/{projectId}/tasks/{taskId}",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.path("taskId", taskId)
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, UpdateTaskError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw UpdateTaskError.badRequest(try await response.json())
            case 401: throw UpdateTaskError.unauthorized(try await response.json())
            case 403: throw UpdateTaskError.forbidden(try await response.json())
            case 404: throw UpdateTaskError.notFound(try await response.json())
            case 406: throw UpdateTaskError.notAcceptable(try await response.json())
            case 408: throw UpdateTaskError.requestTimeout(try await response.json())
            case 413: throw UpdateTaskError.contentTooLarge(try await response.json())
            case 415: throw UpdateTaskError.unsupportedMediaType(try await response.json())
            case 429: throw UpdateTaskError.tooManyRequests(try await response.json())
            case 500: throw UpdateTaskError.internalServerError(try await response.json())
            case 503: throw UpdateTaskError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }
}

/// What `listTasks` throws.
public enum ListTasksError: OperationError {
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

/// What `createTask` throws.
public enum CreateTaskError: OperationError {
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

/// What `getTask` throws.
public enum GetTaskError: OperationError {
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

/// What `deleteTask` throws.
public enum DeleteTaskError: OperationError {
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

/// What `updateTask` throws.
public enum UpdateTaskError: OperationError {
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
