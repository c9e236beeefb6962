// Streams of an answer: server-sent events (WHATWG HTML, 9.2) and lines of JSON, typed.
import Foundation

/// One event, or one line.
public struct StreamEvent<Value: Sendable>: Sendable {
    /// The last identifier that the stream has named: `Last-Event-ID` of whoever goes on from here.
    public let id: String?
    /// The event's own name; "message" where it has none.
    public let name: String
    public let value: Value
}

/// Ends when the server ends it, throws where it breaks; with `reconnects` it goes on after the last event instead.
public struct EventStream<Value: Sendable>: AsyncSequence, Sendable {
    public typealias Element = StreamEvent<Value>

    let first: HTTPResponse
    let decode: @Sendable (String) throws -> Value
    var framing = Framing.events
    var reconnects = 0
    let reopen: @Sendable (_ lastEventID: String?) async throws -> HTTPResponse

    enum Framing: Sendable { case events, lines }

    public func makeAsyncIterator() -> Iterator {
        Iterator(stream: self, pieces: first.body.makeAsyncIterator(), left: reconnects)
    }

    public struct Iterator: AsyncIteratorProtocol {
        let stream: EventStream
        var pieces: HTTPResponse.Body.AsyncIterator
        var left: Int
        private var frames = EventFrames()
        private var ready: [EventFrames.Frame] = []

        init(stream: EventStream, pieces: HTTPResponse.Body.AsyncIterator, left: Int) {
            (self.stream, self.pieces, self.left) = (stream, pieces, left)
        }

        public mutating func next() async throws -> Element? {
            while true {
                if !ready.isEmpty {
                    let frame = ready.removeFirst()
                    let value: Value
                    do { value = try stream.decode(frame.data) } catch {
                        throw stream.first.unexpected(Data(frame.data.utf8), "\(error)")
                    }
                    return Element(id: frame.id, name: frame.name, value: value)
                }
                do {
                    guard let piece = try await pieces.next() else {
                        try Task.checkCancellation()
                        ready = stream.framing == .lines ? frames.lastLine() : []
                        if ready.isEmpty { return nil }
                        continue
                    }
                    ready = stream.framing == .lines ? frames.lines(piece) : frames.events(piece)
                } catch where Task.isCancelled {
                    throw CancellationError()  // a transport may say it in words of its own
                } catch where left > 0 && stream.framing == .events {
                    left -= 1
                    try await Task.sleep(for: frames.delay)
                    pieces = try await stream.reopen(frames.lastEventID).body.makeAsyncIterator()
                    frames.reset()
                }
            }
        }
    }
}

/// Cuts bytes into lines, and lines into events.
struct EventFrames {
    struct Frame {
        let id: String?
        let name: String
        let data: String
    }

    /// Of the last event that came whole.
    private(set) var lastEventID: String?
    private(set) var delay = Duration.seconds(1)
    private var rest: [UInt8] = []
    private var afterReturn = false
    private var data: [String] = []
    private var name = ""
    private var id: String?

    /// What a broken connection left half-told is void.
    mutating func reset() { (rest, afterReturn, data, name, id) = ([], false, [], "", lastEventID) }

    mutating func events(_ piece: Data) -> [Frame] { cut(piece).compactMap { event($0) } }

    mutating func lines(_ piece: Data) -> [Frame] { cut(piece).compactMap(line) }

    mutating func lastLine() -> [Frame] {
        defer { rest = [] }
        return [line(String(decoding: rest, as: UTF8.self))].compactMap { $0 }
    }

    private func line(_ text: String) -> Frame? {
        let record = text.drop { $0 == "\u{1E}" }  // json-seq (RFC 7464)
        return record.allSatisfy(\.isWhitespace) ? nil : Frame(id: nil, name: "line", data: String(record))
    }

    /// The lines that end in this piece: with CR, LF or both.
    private mutating func cut(_ piece: Data) -> [String] {
        var lines: [String] = []
        for byte in piece {
            if byte == 0x0A && afterReturn {
                afterReturn = false
                continue
            }
            afterReturn = byte == 0x0D
            if byte == 0x0A || byte == 0x0D {
                lines.append(String(decoding: rest, as: UTF8.self))
                rest.removeAll(keepingCapacity: true)
            } else {
                rest.append(byte)
            }
        }
        return lines
    }

    private mutating func event(_ line: String) -> Frame? {
        if line.isEmpty {
            defer { (data, name) = ([], "") }
            lastEventID = id
            if data.isEmpty { return nil }
            return Frame(id: lastEventID, name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"))
        }
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        var value = parts.count > 1 ? String(parts[1]) : ""
        if value.hasPrefix(" ") { value.removeFirst() }
        switch parts[0] {
        case "data", "\u{FEFF}data": data.append(value)
        case "event": name = value
        case "id": if !value.contains("\0") { id = value }
        case "retry": if let milliseconds = Int(value), milliseconds >= 0 { delay = .milliseconds(milliseconds) }
        default: break
        }
        return nil
    }
}

extension HTTPSender {
    /// The stream whose first answer has come.
    func stream<Value: JSONCodable>(
        _ response: HTTPResponse, _ call: HTTPCall, _ options: CallOptions?, _ framing: EventStream<Value>.Framing
    ) -> EventStream<Value> {
        let options = options ?? self.options
        return EventStream(first: response, decode: eventValue, framing: framing, reconnects: options.reconnects) { id in
            var again = call
            if let id { again.header("Last-Event-ID", text: id) }
            return try await answer(again, options)
        }
    }
}

/// What the data of an event stands for: JSON, or itself where the contract says text.
@Sendable private func eventValue<Value: JSONCodable>(_ data: String) throws -> Value {
    if let text = data as? Value { return text }
    return try Value(json: JSONValue(parsing: Data(data.utf8)))
}
