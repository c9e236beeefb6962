// The client of LeanVibe 1.0.0
import Foundation

/// A local-first AI development assistant
///
/// Everything happens on the machine that runs the server: the models, the index of your projects, your conversations.
///
/// Every error is `application/problem+json` (RFC 9457) with a `code` for programs and a `requestId`. Lists come in
/// pages: pass `nextCursor` as `cursor` until there is none. Times are RFC 3339. Ids are UUIDs made by the server.
/// Under a host name that is not allowed the answer is 403 without a body.
public struct APIClient: Sendable {
    let sender: HTTPSender
    let sockets: any WebSocketTransport

    /// Calls go through `middleware` in order, then over `transport`; `options` are those of calls that name none.
    public init(
        server: URL = URL(string: "http://127.0.0.1:8765")!,
        credentials: APICredentials = .init(),
        transport: any HTTPTransport = URLSessionTransport(),
        sockets: any WebSocketTransport = URLSessionWebSocketTransport(),
        middleware: [HTTPMiddleware] = [],
        options: CallOptions = .init()
    ) {
        sender = HTTPSender(
            server: server, authorise: credentials.bySchemes.authorise, transport: transport, middleware: middleware,
            options: options)
        self.sockets = sockets
    }

    /// The assistant: chat, code analysis, confidence
    public var ai: AiOperations { AiOperations(sender: sender) }

    /// These contracts
    public var docs: DocsOperations { DocsOperations(sender: sender) }

    /// Who may call the server
    public var keys: KeysOperations { KeysOperations(sender: sender) }

    /// The server's own state: health, figures, probes
    public var monitoring: MonitoringOperations { MonitoringOperations(sender: sender) }

    /// Folders of source code, their index, search and the code graph
    public var projects: ProjectsOperations { ProjectsOperations(sender: sender) }

    /// Conversations: messages, shared state, event log
    public var sessions: SessionsOperations { SessionsOperations(sender: sender) }

    /// A project's board
    public var tasks: TasksOperations { TasksOperations(sender: sender) }

    /// Around the realtime protocol of asyncapi.yaml
    public var websocket: WebsocketOperations { WebsocketOperations(sender: sender) }
}

/// What the client shows of itself; each operation takes what it asks for.
public struct APICredentials: Sendable {
    /// The same key as over HTTP.
    public var bearerKey: String?
    /// The cookie of `openDocs`.
    public var docsCookie: String?
    /// A one-time ticket of `createDocsTicket`.
    public var docsTicket: String?
    /// A one-time ticket of `createWebsocketTicket`, for browsers.
    public var ticket: String?

    public init(
        bearerKey: String? = nil,
        docsCookie: String? = nil,
        docsTicket: String? = nil,
        ticket: String? = nil
    ) {
        self.bearerKey = bearerKey
        self.docsCookie = docsCookie
        self.docsTicket = docsTicket
        self.ticket = ticket
    }

    var bySchemes: [String: HTTPCredential] {
        var found: [String: HTTPCredential] = [:]
        if let bearerKey { found["bearerKey"] = .header("Authorization", "Bearer \(bearerKey)") }
        if let docsCookie { found["docsCookie"] = .cookie("leanvibe_docs", docsCookie) }
        if let docsTicket { found["docsTicket"] = .query("ticket", docsTicket) }
        if let ticket { found["ticket"] = .header("Sec-WebSocket-Protocol", "ticket." + ticket) }
        return found
    }
}
