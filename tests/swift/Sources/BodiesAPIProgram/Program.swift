// Sends and reads every kind of body, and prints what came of each call.
import BodiesAPI
import Foundation

let upload = "7d444840-9dc0-11d1-b245-5ffdce74fad2"

@main
struct Program {
    static func main() async throws {
        let client = APIClient(server: URL(string: CommandLine.arguments[1])!)
        try await uploads(client.uploads)
        try await streams(client.streams)
    }

    static func uploads(_ uploads: UploadsOperations) async throws {
        let form = UploadForm(
            file: BinaryFile(Data([0, 255, 13, 10]), name: "a \"b\".png", contentType: "image/png"),
            metadata: UploadMetadata(author: "Zoë", takenAt: Timestamp("2026-01-02T03:04:05Z")),
            count: 3, labels: ["sea", "sun"],
            thumbnails: [BinaryFile(Data("one".utf8)), BinaryFile(Data("two".utf8))], title: "Holiday")
        try await show("multipart", uploads.createUpload(body: form).asJSON)

        let wanted = SearchForm(text: "a&b=ü", exact: true, filter: SearchFilter(minimumSize: 9_007_199_254_740_993), labels: ["x", "y"])
        for body in [SearchUploadsBody.xWwwFormUrlencoded(wanted), .json(wanted)] {
            switch try await uploads.searchUploads(body: body) {
            case .json(let found): show("found", found.asJSON)
            case .csv(let text): show("csv", .string(text))
            }
        }
        var lines: [JSONValue] = []
        for try await line in try await uploads.streamSearchUploads(body: .json(wanted)) { lines.append(line.value.asJSON) }
        show("lines", .array(lines))

        for range in [nil, "bytes=0-1"] {
            switch try await uploads.downloadContent(uploadId: upload, range: range) {
            case .okOctetStream(let data): show("bytes", .array(data.map { .integer(Int64($0)) }))
            case .okStar(let data): show("image", .array(data.map { .integer(Int64($0)) }))
            case .partialContent(let data): show("part", .array(data.map { .integer(Int64($0)) }))
            }
        }
        try await uploads.replaceContent(uploadId: upload, body: .octetStream(Data([0, 255])))
        try await uploads.replaceContent(uploadId: upload, body: .plain("täxt"))
    }

    static func streams(_ streams: StreamsOperations) async throws {
        try await show("whole", streams.answer(body: Question(text: "?")).asJSON)
        var events: [JSONValue] = []
        for try await event in try await streams.streamAnswer(body: Question(text: "?")) {
            switch event.value {
            case .delta(let delta): events.append(["delta": .string(delta.text)])
            case .done(let done): events.append(["done": .string(done.answer.text)])
            case .unknown(let tag, let json): events.append(["unknown": tag, "json": json])
            }
        }
        show("events", .array(events))

        try await show("resumed", progress(streams, count: 1, CallOptions(reconnects: 1)))
        try await show("broken", progress(streams, count: 1, CallOptions()))
        try await show("malformed", progress(streams, count: 2, CallOptions()))
        do { _ = try await streams.streamProgress(count: 3) } catch {
            if case .default(let status, let problem) = error { show("refused", [.integer(Int64(status)), problem.asJSON]) }
        }
        // A timeout ends with the answer's head: this stream outlives its own, until whoever reads has enough.
        for try await event in try await streams.streamProgress(count: 4, options: CallOptions(timeout: .milliseconds(300))) {
            if event.value.done == 3 { break }
        }
        let reading = Task {
            do { return try await progress(streams, count: 4, CallOptions()) } catch is CancellationError { return "cancelled" }
        }
        try await Task.sleep(for: .milliseconds(300))
        reading.cancel()
        try await show("cancelled", reading.value)
    }

    /// The events until the stream ends, and how it does.
    static func progress(_ streams: StreamsOperations, count: Int, _ options: CallOptions) async throws -> JSONValue {
        var events: [JSONValue] = []
        do {
            for try await event in try await streams.streamProgress(count: count, options: options) {
                events.append([event.id.map { .string($0) } ?? .null, .string(event.name), event.value.asJSON])
            }
        } catch let error as UnexpectedResponse {
            return ["events": .array(events), "unexpected": .string(String(decoding: error.body, as: UTF8.self))]
        } catch is URLError {
            return ["events": .array(events), "end": "broken"]
        }
        try Task.checkCancellation()
        return ["events": .array(events), "end": "end"]
    }
}

func show(_ name: String, _ value: JSONValue) {
    let line: JSONValue = ["name": .string(name), "value": value]
    print(String(decoding: (try? line.data()) ?? Data(), as: UTF8.self))
}
