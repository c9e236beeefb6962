// Any JSON value, and its text. Integers stay apart from other numbers, so that no digit is lost.
import Foundation

public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Reads JSON text. Throws `DecodingError` where it is none.
    public init(parsing data: Data) throws { self = try JSONDecoder().decode(JSONValue.self, from: data) }

    /// JSON text, its members in the order of their names.
    public func data() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// JSON text.
    var text: String { (try? data()).map { String(decoding: $0, as: UTF8.self) } ?? "null" }

    /// A scalar as people write it; JSON text for the rest.
    var plain: String { if case .string(let text) = self { text } else { text } }

    /// Its text as far as a message holds it.
    var excerpt: Substring { text.prefix(40) }
}

extension JSONValue: Codable {
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        func read<Value: Decodable>(as kind: (Value) -> JSONValue) -> JSONValue? {
            (try? value.decode(Value.self)).map(kind)
        }
        let null: JSONValue? = value.decodeNil() ? .some(.null) : .none
        let scalar = null ?? read(as: Self.string) ?? read(as: Self.integer) ?? read(as: Self.number) ?? read(as: Self.bool)
        self = try scalar ?? read(as: Self.array) ?? .object(value.decode([String: JSONValue].self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
