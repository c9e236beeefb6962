// Parameters on the wire: the usual styles, simple and form, of OpenAPI (RFC 6570 under them).
import Foundation

/// How a value is written, its name included where the style wants it; "" for an empty list.
typealias HTTPStyle = @Sendable (HTTPParameter) -> (JSONValue) -> String

/// One parameter, or one member of a form.
struct HTTPParameter {
    let name: String
    let explode: Bool
    /// Every other sign is percent-encoded; nil: none is.
    var allowed: CharacterSet? = .urlUnreserved

    func simple(_ value: JSONValue) -> String { pieces(value).joined(separator: ",") }
    func form(_ value: JSONValue) -> String { named(value).joined(separator: "&") }

    /// What a list or an object consists of: an object's members are pairs where it explodes.
    func pieces(_ value: JSONValue) -> [String] {
        switch value {
        case .array(let items): return items.map { escaped($0.plain) }
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }.map { (escaped($0.key), escaped($0.value.plain)) }
            return explode ? sorted.map { "\($0)=\($1)" } : sorted.flatMap { [$0, $1] }
        default: return [escaped(value.plain)]
        }
    }

    /// `name=value`; of a list or an object that explodes a pair for each of its values. None of an empty one.
    func named(_ value: JSONValue, _ separator: String = ",") -> [String] {
        let pieces = pieces(value)
        switch value {
        case .array where explode: return pieces.map { "\(escaped(name))=\($0)" }
        case .object where explode: return pieces
        default: return pieces.isEmpty ? [] : ["\(escaped(name))=\(pieces.joined(separator: separator))"]
        }
    }

    func escaped(_ text: String) -> String {
        allowed.flatMap { text.addingPercentEncoding(withAllowedCharacters: $0) } ?? text
    }
}

extension CharacterSet {
    static let urlUnreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
