// Asks a running assistant everything that an app would, and prints what it said.
import Foundation
import LeanVibeAPI
import PlainSockets

@main
struct Program {
    static func main() async throws {
        let key = CommandLine.arguments[2]
        let server = URL(string: CommandLine.arguments[1])!
        let client = APIClient(server: server, credentials: .init(bearerKey: key), sockets: Plain())
        let project = try await client.projects.listProjects().items[0]
        show("project", project.name.asJSON)
        let found = try await client.projects.searchProject(
            projectId: project.id, body: SearchRequest(query: "charge a credit card", limit: 1))
        show("found", found.items[0].symbol.asJSON)
        do {
            _ = try await client.projects.getProject(projectId: "7d444840-9dc0-11d1-b245-5ffdce74fad2")
        } catch {
            switch error {
            case .notFound(let problem): show("missing", problem.code.asJSON)
            default: throw error
            }
        }
        try await stream(client, project)
        try await talk(client, project)
    }

    /// An answer as server-sent events.
    static func stream(_ client: APIClient, _ project: Project) async throws {
        var text = ""
        let question = ChatRequest(question: "How is a cart paid?", maxTokens: 12, projectId: project.id)
        for try await event in try await client.ai.streamChat(body: question) {
            switch event.value {
            case .delta(let delta): text += delta.text
            case .completed(let completed): show("streamed", ["joined": text.asJSON, "whole": completed.answer.text.asJSON])
            case .started, .citations, .failed, .unknown: continue
            }
        }
    }

    /// A session over the socket: hello, open, ask, and the answer as it is written.
    static func talk(_ client: APIClient, _ project: Project) async throws {
        let session = try await client.sessions.createSession(body: SessionCreate(projectId: project.id))
        let socket = try await client.connectWs()
        let hello = ConnectionHelloData(clientId: UUID().uuidString.lowercased(), resume: [])
        try await socket.send(
            .connectionHello(
                ConnectionHello(
                    sessionId: nil, timestamp: Timestamp(Date()),
                    payload: ConnectionHelloPayload(data: hello, metadata: CommandMetadata(id: "1")))))
        var text = ""
        for try await message in socket {
            switch message {
            case .connectionReady:
                try await socket.send(
                    .streamOpen(
                        StreamOpen(
                            sessionId: session.id, timestamp: Timestamp(Date()),
                            payload: StreamOpenPayload(data: StreamOpenData(), metadata: CommandMetadata(id: "2")))))
            case .streamReady:
                let question = AiChatAskData(question: "How is a cart paid?", maxTokens: 12)
                try await socket.send(
                    .aiChatAsk(
                        AiChatAsk(
                            sessionId: session.id, timestamp: Timestamp(Date()),
                            payload: AiChatAskPayload(data: question, metadata: CommandMetadata(id: "3")))))
            case .aiMessageDelta(let delta): text += delta.payload.data.text
            case .aiMessageCompleted(let completed):
                show("said", ["joined": text.asJSON, "whole": completed.payload.data.text.asJSON])
                return await socket.close()
            case .commandError(let error): return show("error", error.asJSON)
            default: continue
            }
        }
    }
}

func show(_ name: String, _ value: JSONValue) {
    let line: JSONValue = ["name": .string(name), "value": value]
    print(String(decoding: (try? line.data()) ?? Data(), as: UTF8.self))
}

struct Plain: WebSocketTransport {
    func connect(_ request: HTTPRequest, protocols: [String]) async throws -> any WebSocketConnection {
        PlainConnection(socket: try await PlainSocket(request.url, headers: request.headers, protocols: protocols))
    }
}

struct PlainConnection: WebSocketConnection {
    let socket: PlainSocket

    func send(_ text: String) async throws { try socket.send(text) }

    func receive() async throws -> String? {
        do {
            return try await socket.receive()
        } catch let closed as PlainSocket.Closed {
            throw ChannelClosed(code: closed.code, reason: closed.reason)
        }
    }

    func close(code: Int, reason: String) async { socket.close(code: code, reason: reason) }
}
