// projects
import Foundation

/// Folders of source code, their index, search and the code graph
public struct ProjectsOperations: Sendable {
    let sender: HTTPSender

    /// List the projects
    ///
    /// Projects, oldest first, a page at a time.
    public func listProjects(limit: Int32? = nil, cursor: Cursor? = nil, options: CallOptions? = nil) async throws(ListProjectsError) -> ProjectPage {
        var call = HTTPCall(
            "listProjects",
            "GET",
            "/api/v1/projects",
            accept: "application/json, application/problem+json"
        )
        call.query("limit", limit)
        call.query("cursor", cursor)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ListProjectsError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw ListProjectsError.badRequest(try await response.json())
            case 401: throw ListProjectsError.unauthorized(try await response.json())
            case 403: throw ListProjectsError.forbidden(try await response.json())
            case 404: throw ListProjectsError.notFound(try await response.json())
            case 406: throw ListProjectsError.notAcceptable(try await response.json())
            case 429: throw ListProjectsError.tooManyRequests(try await response.json())
            case 500: throw ListProjectsError.internalServerError(try await response.json())
            case 503: throw ListProjectsError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Add a project and index it
    ///
    /// The project is known at once; an index job reads its files in the background. `Location` is the state of the
    /// index.
    public func createProject(body: ProjectCreate, options: CallOptions? = nil) async throws(CreateProjectError) -> Project {
        var call = HTTPCall(
            "createProject",
            "POST",
            "/api/v1/projects",
            accept: "application/json, application/problem+json"
        )
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, CreateProjectError.self) { response in
            switch response.status {
            case 202: return try await response.json()
            case 400: throw CreateProjectError.badRequest(try await response.json())
            case 401: throw CreateProjectError.unauthorized(try await response.json())
            case 403: throw CreateProjectError.forbidden(try await response.json())
            case 406: throw CreateProjectError.notAcceptable(try await response.json())
            case 408: throw CreateProjectError.requestTimeout(try await response.json())
            case 409: throw CreateProjectError.conflict(try await response.json())
            case 413: throw CreateProjectError.contentTooLarge(try await response.json())
            case 415: throw CreateProjectError.unsupportedMediaType(try await response.json())
            case 429: throw CreateProjectError.tooManyRequests(try await response.json())
            case 500: throw CreateProjectError.internalServerError(try await response.json())
            case 503: throw CreateProjectError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Read a project
    ///
    /// The project and the state of its index.
    public func getProject(projectId: String, options: CallOptions? = nil) async throws(GetProjectError) -> Project {
        var call = HTTPCall(
            "getProject",
            "GET",
            "/api/v1/projects/{projectId}",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetProjectError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetProjectError.badRequest(try await response.json())
            case 401: throw GetProjectError.unauthorized(try await response.json())
            case 403: throw GetProjectError.forbidden(try await response.json())
            case 404: throw GetProjectError.notFound(try await response.json())
            case 406: throw GetProjectError.notAcceptable(try await response.json())
            case 429: throw GetProjectError.tooManyRequests(try await response.json())
            case 500: throw GetProjectError.internalServerError(try await response.json())
            case 503: throw GetProjectError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Forget a project
    ///
    /// Ends its index job and removes its index and tasks. Its files stay untouched. Sessions about it stay, without
    /// it.
    public func deleteProject(projectId: String, options: CallOptions? = nil) async throws(DeleteProjectError) {
        var call = HTTPCall(
            "deleteProject",
            "DELETE",
            "/api/v1/projects/{projectId}",
            accept: "application/problem+json"
        )
        call.path("projectId", projectId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, DeleteProjectError.self) { response in
            switch response.status {
            case 204: _ = try await response.data()
            case 400: throw DeleteProjectError.badRequest(try await response.json())
            case 401: throw DeleteProjectError.unauthorized(try await response.json())
            case 403: throw DeleteProjectError.forbidden(try await response.json())
            case 404: throw DeleteProjectError.notFound(try await response.json())
            case 415: throw DeleteProjectError.unsupportedMediaType(try await response.json())
            case 429: throw DeleteProjectError.tooManyRequests(try await response.json())
            case 500: throw DeleteProjectError.internalServerError(try await response.json())
            case 503: throw DeleteProjectError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Change a project
    ///
    /// Changes its name or what its index leaves out. Members that are absent stay.
    public func updateProject(projectId: String, body: ProjectUpdate, options: CallOptions? = nil) async throws(UpdateProjectError) -> Project {
        var call = HTTPCall(
            "updateProject",
            "PATCH",
            "/api/v1/projects/{projectId}",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, UpdateProjectError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw UpdateProjectError.badRequest(try await response.json())
            case 401: throw UpdateProjectError.unauthorized(try await response.json())
            case 403: throw UpdateProjectError.forbidden(try await response.json())
            case 404: throw UpdateProjectError.notFound(try await response.json())
            case 406: throw UpdateProjectError.notAcceptable(try await response.json())
            case 408: throw UpdateProjectError.requestTimeout(try await response.json())
            case 413: throw UpdateProjectError.contentTooLarge(try await response.json())
            case 415: throw UpdateProjectError.unsupportedMediaType(try await response.json())
            case 429: throw UpdateProjectError.tooManyRequests(try await response.json())
            case 500: throw UpdateProjectError.internalServerError(try await response.json())
            case 503: throw UpdateProjectError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// What a symbol calls
    ///
    /// Functions and classes that the symbol's code calls, to a depth.
    public func getCallees(
        projectId: String,
        symbol: String,
        depth: Int32? = nil,
        confidence: EdgeConfidence? = nil,
        limit: Int32? = nil,
        options: CallOptions? = nil
    ) async throws(GetCalleesError) -> CodeGraph {
        var call = HTTPCall(
            "getCallees",
            "GET",
            "/api/v1/projects/{projectId}/graph/callees",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.query("symbol", symbol)
        call.query("depth", depth)
        call.query("confidence", confidence)
        call.query("limit", limit)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetCalleesError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetCalleesError.badRequest(try await response.json())
            case 401: throw GetCalleesError.unauthorized(try await response.json())
            case 403: throw GetCalleesError.forbidden(try await response.json())
            case 404: throw GetCalleesError.notFound(try await response.json())
            case 406: throw GetCalleesError.notAcceptable(try await response.json())
            case 409: throw GetCalleesError.conflict(try await response.json())
            case 429: throw GetCalleesError.tooManyRequests(try await response.json())
            case 500: throw GetCalleesError.internalServerError(try await response.json())
            case 503: throw GetCalleesError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Who calls a symbol
    ///
    /// Functions and classes whose code calls the symbol, to a depth.
    public func getCallers(
        projectId: String,
        symbol: String,
        depth: Int32? = nil,
        confidence: EdgeConfidence? = nil,
        limit: Int32? = nil,
        options: CallOptions? = nil
    ) async throws(GetCallersError) -> CodeGraph {
        var call = HTTPCall(
            "getCallers",
            "GET",
            "/api/v1/projects/{projectId}/graph/callers",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.query("symbol", symbol)
        call.query("depth", depth)
        call.query("confidence", confidence)
        call.query("limit", limit)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetCallersError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetCallersError.badRequest(try await response.json())
            case 401: throw GetCallersError.unauthorized(try await response.json())
            case 403: throw GetCallersError.forbidden(try await response.json())
            case 404: throw GetCallersError.notFound(try await response.json())
            case 406: throw GetCallersError.notAcceptable(try await response.json())
            case 409: throw GetCallersError.conflict(try await response.json())
            case 429: throw GetCallersError.tooManyRequests(try await response.json())
            case 500: throw GetCallersError.internalServerError(try await response.json())
            case 503: throw GetCallersError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// What a module imports, or what imports it
    ///
    /// Modules that are reached by import statements, to a depth; those outside the project are `external`.
    public func getImports(
        projectId: String,
        module: String,
        direction: ImportDirection? = nil,
        depth: Int32? = nil,
        limit: Int32? = nil,
        options: CallOptions? = nil
    ) async throws(GetImportsError) -> CodeGraph {
        var call = HTTPCall(
            "getImports",
            "GET",
            "/api/v1/projects/{projectId}/graph/imports",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.query("module", module)
        call.query("direction", direction)
        call.query("depth", depth)
        call.query("limit", limit)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetImportsError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetImportsError.badRequest(try await response.json())
            case 401: throw GetImportsError.unauthorized(try await response.json())
            case 403: throw GetImportsError.forbidden(try await response.json())
            case 404: throw GetImportsError.notFound(try await response.json())
            case 406: throw GetImportsError.notAcceptable(try await response.json())
            case 409: throw GetImportsError.conflict(try await response.json())
            case 429: throw GetImportsError.tooManyRequests(try await response.json())
            case 500: throw GetImportsError.internalServerError(try await response.json())
            case 503: throw GetImportsError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// The shortest chain of calls
    ///
    /// How one symbol comes to call another, by the fewest hops. No chain within the depth is no error: `found` is
    /// false.
    public func getCallPath(
        projectId: String,
        from: String,
        to: String,
        depth: Int32? = nil,
        confidence: EdgeConfidence? = nil,
        options: CallOptions? = nil
    ) async throws(GetCallPathError) -> GraphPath {
        var call = HTTPCall(
            "getCallPath",
            "GET",
            "/api/v1/projects/{projectId}/graph/path",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.query("from", from)
        call.query("to", to)
        call.query("depth", depth)
        call.query("confidence", confidence)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetCallPathError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetCallPathError.badRequest(try await response.json())
            case 401: throw GetCallPathError.unauthorized(try await response.json())
            case 403: throw GetCallPathError.forbidden(try await response.json())
            case 404: throw GetCallPathError.notFound(try await response.json())
            case 406: throw GetCallPathError.notAcceptable(try await response.json())
            case 409: throw GetCallPathError.conflict(try await response.json())
            case 429: throw GetCallPathError.tooManyRequests(try await response.json())
            case 500: throw GetCallPathError.internalServerError(try await response.json())
            case 503: throw GetCallPathError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Read the state of an index
    ///
    /// What the index holds and how far its job is.
    public func getIndexStatus(projectId: String, options: CallOptions? = nil) async throws(GetIndexStatusError) -> IndexStatus {
        var call = HTTPCall(
            "getIndexStatus",
            "GET",
            "/api/v1/projects/{projectId}/index",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, GetIndexStatusError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw GetIndexStatusError.badRequest(try await response.json())
            case 401: throw GetIndexStatusError.unauthorized(try await response.json())
            case 403: throw GetIndexStatusError.forbidden(try await response.json())
            case 404: throw GetIndexStatusError.notFound(try await response.json())
            case 406: throw GetIndexStatusError.notAcceptable(try await response.json())
            case 429: throw GetIndexStatusError.tooManyRequests(try await response.json())
            case 500: throw GetIndexStatusError.internalServerError(try await response.json())
            case 503: throw GetIndexStatusError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Index a project again
    ///
    /// Queues a job that reads what changed, or everything with `full`. Where a job is under way, that job is the
    /// answer and no other is queued.
    public func indexProject(projectId: String, body: IndexRequest? = nil, options: CallOptions? = nil) async throws(IndexProjectError) -> IndexJob {
        var call = HTTPCall(
            "indexProject",
            "POST",
            "/api/v1/projects/{projectId}/index",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        if let body {
            call.json(body)
        }
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, IndexProjectError.self) { response in
            switch response.status {
            case 202: return try await response.json()
            case 400: throw IndexProjectError.badRequest(try await response.json())
            case 401: throw IndexProjectError.unauthorized(try await response.json())
            case 403: throw IndexProjectError.forbidden(try await response.json())
            case 404: throw IndexProjectError.notFound(try await response.json())
            case 406: throw IndexProjectError.notAcceptable(try await response.json())
            case 408: throw IndexProjectError.requestTimeout(try await response.json())
            case 413: throw IndexProjectError.contentTooLarge(try await response.json())
            case 415: throw IndexProjectError.unsupportedMediaType(try await response.json())
            case 429: throw IndexProjectError.tooManyRequests(try await response.json())
            case 500: throw IndexProjectError.internalServerError(try await response.json())
            case 503: throw IndexProjectError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// List the files of an index
    ///
    /// Files with their status and the reason for it, by path, a page at a time. Without `status` those that are not
    /// whole in the index.
    public func listIndexFiles(
        projectId: String,
        status: [IndexFileStatus]? = nil,
        limit: Int32? = nil,
        cursor: Cursor? = nil,
        options: CallOptions? = nil
    ) async throws(ListIndexFilesError) -> IndexFilePage {
        var call = HTTPCall(
            "listIndexFiles",
            "GET",
            "/api/v1/projects/{projectId}/index/files",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.query("status", status)
        call.query("limit", limit)
        call.query("cursor", cursor)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, ListIndexFilesError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw ListIndexFilesError.badRequest(try await response.json())
            case 401: throw ListIndexFilesError.unauthorized(try await response.json())
            case 403: throw ListIndexFilesError.forbidden(try await response.json())
            case 404: throw ListIndexFilesError.notFound(try await response.json())
            case 406: throw ListIndexFilesError.notAcceptable(try await response.json())
            case 429: throw ListIndexFilesError.tooManyRequests(try await response.json())
            case 500: throw ListIndexFilesError.internalServerError(try await response.json())
            case 503: throw ListIndexFilesError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }

    /// Search by meaning
    ///
    /// Finds pieces of the project that fit a question or a piece of code; the best first. Tests and generated code
    /// come after the implementation, unless the query or the path prefix asks for them. Changes nothing.
    public func searchProject(projectId: String, body: SearchRequest, options: CallOptions? = nil) async throws(SearchProjectError) -> SearchResults {
        var call = HTTPCall(
            "searchProject",
            "POST",
            "/api/v1/projects/{projectId}/search",
            accept: "application/json, application/problem+json"
        )
        call.path("projectId", projectId)
        call.json(body)
        sender.authorise(&call, [["bearerKey"]])
        return try await sender.send(call, options, SearchProjectError.self) { response in
            switch response.status {
            case 200: return try await response.json()
            case 400: throw SearchProjectError.badRequest(try await response.json())
            case 401: throw SearchProjectError.unauthorized(try await response.json())
            case 403: throw SearchProjectError.forbidden(try await response.json())
            case 404: throw SearchProjectError.notFound(try await response.json())
            case 406: throw SearchProjectError.notAcceptable(try await response.json())
            case 408: throw SearchProjectError.requestTimeout(try await response.json())
            case 409: throw SearchProjectError.conflict(try await response.json())
            case 413: throw SearchProjectError.contentTooLarge(try await response.json())
            case 415: throw SearchProjectError.unsupportedMediaType(try await response.json())
            case 429: throw SearchProjectError.tooManyRequests(try await response.json())
            case 500: throw SearchProjectError.internalServerError(try await response.json())
            case 503: throw SearchProjectError.serviceUnavailable(try await response.json())
            default: throw response.unexpected(try await response.data())
            }
        }
    }
}

/// What `listProjects` throws.
public enum ListProjectsError: OperationError {
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

/// What `createProject` throws.
public enum CreateProjectError: OperationError {
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

/// What `getProject` throws.
public enum GetProjectError: OperationError {
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

/// What `deleteProject` throws.
public enum DeleteProjectError: OperationError {
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

/// What `updateProject` throws.
public enum UpdateProjectError: OperationError {
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

/// What `getCallees` throws.
public enum GetCalleesError: OperationError {
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

/// What `getCallers` throws.
public enum GetCallersError: OperationError {
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

/// What `getImports` throws.
public enum GetImportsError: OperationError {
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

/// What `getCallPath` throws.
public enum GetCallPathError: OperationError {
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

/// What `getIndexStatus` throws.
public enum GetIndexStatusError: OperationError {
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

/// What `indexProject` throws.
public enum IndexProjectError: OperationError {
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

/// What `listIndexFiles` throws.
public enum ListIndexFilesError: OperationError {
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

/// What `searchProject` throws.
public enum SearchProjectError: OperationError {
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
