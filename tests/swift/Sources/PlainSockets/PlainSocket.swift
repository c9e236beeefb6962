// A WebSocket over TCP (RFC 6455), as little as text needs: URLSession on Linux may have none, and a transport may be swapped.
import Foundation

/// One connection. Reads block a queue of its own, never a thread of the concurrency pool.
public final class PlainSocket: @unchecked Sendable {
    public struct Closed: Error {
        public let code: Int
        public let reason: String
    }

    private let descriptor: Int32
    private let reading = DispatchQueue(label: "PlainSocket")
    private var rest: [UInt8] = []  // read ahead; used on `reading` alone

    public init(_ url: URL, headers: [String: String], protocols: [String]) async throws {
        signal(SIGPIPE, SIG_IGN)
        #if os(Linux)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(url.port ?? 80).bigEndian)
        address.sin_addr.s_addr = inet_addr(url.host ?? "127.0.0.1")
        let connected = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { throw URLError(.cannotConnectToHost) }
        let target = url.path + (url.query.map { "?\($0)" } ?? "")
        var lines = ["GET \(target) HTTP/1.1", "Host: \(url.host ?? ""):\(url.port ?? 80)", "Connection: Upgrade", "Upgrade: websocket"]
        lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
        lines += protocols.isEmpty ? [] : ["Sec-WebSocket-Protocol: \(protocols.joined(separator: ", "))"]
        lines += headers.map { "\($0): \($1)" }
        try write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) { head += try await bytes(1) }
        guard String(decoding: head, as: UTF8.self).hasPrefix("HTTP/1.1 101") else { throw URLError(.badServerResponse) }
    }

    deinit { Foundation.close(descriptor) }

    public func send(_ text: String) throws { try frame(1, Array(text.utf8)) }

    public func close(code: Int, reason: String) { try? frame(8, [UInt8(code >> 8), UInt8(code & 255)] + Array(reason.utf8)) }

    /// The next text; nil once the peer has closed with 1000 or 1001.
    public func receive() async throws -> String? {
        while true {
            let head = try await bytes(2)
            var length = Int(head[1] & 127)
            if length > 125 { length = try await bytes(length == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) } }
            let payload = try await bytes(length)
            switch head[0] & 15 {
            case 8:
                let code = payload.count > 1 ? Int(payload[0]) << 8 | Int(payload[1]) : 1005
                if code == 1000 || code == 1001 { return nil }
                throw Closed(code: code, reason: String(decoding: payload.dropFirst(2), as: UTF8.self))
            case 9: try frame(10, payload)
            case 1: return String(decoding: payload, as: UTF8.self)
            default: continue
            }
        }
    }

    /// A whole frame, masked as a client's must be.
    private func frame(_ kind: UInt8, _ payload: [UInt8]) throws {
        let mask: [UInt8] = [1, 2, 3, 4]
        let count = payload.count
        let length = count < 126 ? [UInt8(count) | 128] : [254, UInt8(count >> 8), UInt8(count & 255)]
        try write([kind | 128] + length + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] })
    }

    private func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let more = bytes[sent...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard more > 0 else { throw URLError(.networkConnectionLost) }
            sent += more
        }
    }

    private func bytes(_ count: Int) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            reading.async { [self] in
                var buffer = [UInt8](repeating: 0, count: 65536)
                while rest.count < count {
                    let more = recv(descriptor, &buffer, buffer.count, 0)
                    guard more > 0 else { return continuation.resume(throwing: URLError(.networkConnectionLost)) }
                    rest += buffer[..<more]
                }
                continuation.resume(returning: Array(rest[..<count]))
                rest.removeFirst(count)
            }
        }
    }
}
