// Calls a server that answers in every way, and prints what came of each call.
import Foundation
import NotesAPI

@main
struct Program {
    static func main() async throws {
        let server = URL(string: CommandLine.arguments[1])!
        let notes = APIClient(server: server).notes
        let wanted = NoteCreate(text: "Buy milk", colour: .green, remindAt: .null, tags: ["shop"])
        try await show("create", notes.createNote(body: wanted).asJSON)
        try await show("list", notes.listNotes(limit: 2, tags: ["a", "b"]).asJSON)
        for status: Int64 in [200, 404, 418, 204, 1] { await show("status \(status)", read(notes, status)) }
        await show("timed out", read(notes, 999, CallOptions(timeout: .milliseconds(300))))
        await show("line break", read(notes, 200, CallOptions(headers: ["X-Note": "a\r\nX-Evil: b"])))
        await show("no server", read(APIClient(server: URL(string: "http://127.0.0.1:1")!).notes, 200))
        await show("retried", read(notes, 503, CallOptions(retries: 2)))
        await show("not retried", read(notes, 503))

        let waiting = Task { await read(notes, 999) }
        try await Task.sleep(for: .milliseconds(300))
        waiting.cancel()
        await show("cancelled", waiting.value)
        let never = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await read(notes, 200)
        }
        await show("cancelled before", never.value)
        let many = (0..<100).map { _ in Task { await read(notes, 999) } }
        var ends: Set<JSONValue> = []
        for task in many {
            try await Task.sleep(for: .microseconds(100))
            task.cancel()
            ends.insert(await task.value)
        }
        show("cancelled at any moment", .array(Array(ends)))

        let traced = APIClient(
            server: server,
            middleware: [
                { request, next in
                    var request = request
                    request.headers["X-Operation"] = request.operation
                    return try await next(request)
                },
                { request, next in
                    let answer = try await next(request)
                    return HTTPResponse(status: answer.status == 200 ? 418 : answer.status, headers: answer.headers, body: try await answer.data())
                },
            ])
        await show("middleware", read(traced.notes, 200))
    }
}

/// The note of this number, or what was thrown.
func read(_ notes: NotesOperations, _ number: Int64, _ options: CallOptions? = nil) async -> JSONValue {
    do {
        return .object(["note": try await notes.getNote(noteId: number, options: options).asJSON])
    } catch {
        switch error {
        case .notFound(let problem): return .object(["notFound": problem.asJSON])
        case .default(let status, let problem):
            return .object(["default": .integer(Int64(status)), "problem": problem.asJSON])
        case .unexpectedResponse(let answer):
            let body = String(decoding: answer.body, as: UTF8.self)
            return .object(["unexpected": .integer(Int64(answer.status)), "body": .string(body)])
        case .failed(.timedOut): return .string("timed out")
        case .failed(.cancelled): return .string("cancelled")
        case .failed(.invalidRequest(let reason)): return .object(["invalid": .string(reason)])
        case .failed(.transport): return .string("transport")
        }
    }
}

func show(_ name: String, _ value: JSONValue) {
    let line = JSONValue.object(["name": .string(name), "value": value])
    print(String(decoding: (try? line.data()) ?? Data(), as: UTF8.self))
}
