// How types become JSON and come from it: every member is kept, the named ones typed, the others as they are.

/// A type that reads and writes JSON without losing anything. `Codable` comes with it.
public protocol JSONCodable: Codable, Hashable, Sendable {
    init(json: JSONValue) throws
    var asJSON: JSONValue { get }
}

extension JSONCodable {
    public init(from decoder: any Decoder) throws { try self.init(json: JSONValue(from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try asJSON.encode(to: encoder) }
}

/// JSON that does not fit its type: where it stands, and what was wanted there.
public struct JSONMismatch: Error, CustomStringConvertible {
    public let wanted: String
    public let path: String

    public init(wanted: String, path: String = "") { (self.wanted, self.path) = (wanted, path) }

    public var description: String { "\(path.isEmpty ? "/" : path): wanted \(wanted)" }

    /// Runs `read`, and says of its error that it happened within `step`.
    static func within<Value>(_ step: @autoclosure () -> String, _ read: () throws -> Value) throws -> Value {
        do { return try read() } catch let error as JSONMismatch {
            throw JSONMismatch(wanted: error.wanted, path: "/\(step())\(error.path)")
        }
    }
}

/// The members of an object; while they are read, those that nobody has taken yet.
extension [String: JSONValue] {
    mutating func required<Member: JSONCodable>(_ name: String) throws -> Member {
        guard let value: Member = try optional(name) else { throw JSONMismatch(wanted: "member \(name)") }
        return value
    }

    mutating func optional<Member: JSONCodable>(_ name: String) throws -> Member? {
        guard let json = removeValue(forKey: name) else { return nil }
        return try JSONMismatch.within(name) { try Member(json: json) }
    }
}

extension JSONValue: JSONCodable {
    public init(json: JSONValue) { self = json }
    public var asJSON: JSONValue { self }

    func members() throws -> [String: JSONValue] {
        guard case .object(let members) = self else { throw JSONMismatch(wanted: "an object, not \(excerpt)") }
        return members
    }
}

extension String: JSONCodable {
    public init(json: JSONValue) throws {
        guard case .string(let value) = json else { throw JSONMismatch(wanted: "a string, not \(json.excerpt)") }
        self = value
    }
    public var asJSON: JSONValue { .string(self) }
}

extension JSONCodable where Self: FixedWidthInteger {
    public init(json: JSONValue) throws {
        guard case .integer(let value) = json, let fitting = Self(exactly: value) else {
            throw JSONMismatch(wanted: "an integer of \(Self.bitWidth) bits, not \(json.excerpt)")
        }
        self = fitting
    }
    public var asJSON: JSONValue { .integer(Int64(self)) }
}
extension Int: JSONCodable {}
extension Int32: JSONCodable {}
extension Int64: JSONCodable {}

extension Array: JSONCodable where Element: JSONCodable {
    public init(json: JSONValue) throws {
        guard case .array(let items) = json else { throw JSONMismatch(wanted: "an array, not \(json.excerpt)") }
        self = try items.enumerated().map { index, item in
            try JSONMismatch.within("\(index)") { try Element(json: item) }
        }
    }
    public var asJSON: JSONValue { .array(map(\.asJSON)) }
}
