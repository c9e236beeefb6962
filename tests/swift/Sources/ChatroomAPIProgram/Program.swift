// Joins a room, says something, and prints what comes in until the server closes.
import ChatroomAPI
import Foundation
import PlainSockets

@main
struct Program {
    static func main() async throws {
        let client = APIClient(server: URL(string: CommandLine.arguments[1])!, sockets: Plain())
        do {
            let room = try await client.connectRoom(roomId: "a/b", since: 9_007_199_254_740_993, protocols: ["chat.v1"])
            try await room.send(.join(Join(ref: "1", name: "Zoë")))
            for try await message in room {
                switch message {
                case .joined(let joined):
                    show(["joined": joined.people.asJSON])
                    try await room.send(.say(Say(text: "hello")))
                case .said(let said): show(["said": said.text.asJSON, "seq": said.seq.asJSON])
                case .typing, .refused: show(["other": message.asJSON])
                case .unknown(let tag, _): show(["unknown": tag])
                }
            }
            show(["end": "closed"])
        } catch let closed as ChannelClosed {
            show(["closed": .integer(Int64(closed.code)), "reason": .string(closed.reason)])
        }
    }
}

func show(_ line: JSONValue) {
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
