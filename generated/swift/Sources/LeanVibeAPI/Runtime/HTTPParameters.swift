// Parameters on the wire: OpenAPI's styles, RFC 6570 under them.
import Foundation

enum HTTPStyle: Sendable {
    case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject
    /// JSON text.
    case json
}

/// How one parameter, or one member of a form, is written.
struct HTTPParameter {
    let name: String
    var style = HTTPStyle.form
    var explode = false
    var allowReserved = false

    /// A piece of a query, of a cookie or of a form's body; nil for an empty list.
    func queryText(_ value: JSONValue) -> String? {
        switch style {
        case .json: return "\(escaped(name))=\(escaped(value.text))"
        case .deepObject: return nonEmpty(deep(escaped(name), value).joined(separator: "&"))
        default: return nonEmpty(styled(value, escaped))
        }
    }

    func pathText(_ value: JSONValue) -> String { style == .json ? escaped(value.text) : styled(value, escaped) }

    func headerText(_ value: JSONValue) -> String { style == .json ? value.text : styled(value) { $0 } }

    private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    private func styled(_ value: JSONValue, _ escape: (String) -> String) -> String {
        let key = escape(name)
        let pairs: [String]  // of an object that explodes; otherwise its names and values in turn
        let many: [String]?  // what an exploded list or object repeats, named
        switch value {
        case .array(let items):
            pairs = items.map { escape($0.plain) }
            many = explode ? pairs.map { "\(key)=\($0)" } : nil
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }.map { (escape($0.key), escape($0.value.plain)) }
            pairs = explode ? sorted.map { "\($0)=\($1)" } : sorted.flatMap { [$0, $1] }
            many = explode ? pairs : nil
        default:
            pairs = [escape(value.plain)]
            many = nil
        }
        func named(_ separator: String) -> [String] {
            many ?? (pairs.isEmpty ? [] : ["\(key)=\(pairs.joined(separator: separator))"])
        }
        switch style {
        case .label: return ".\(pairs.joined(separator: explode ? "." : ","))"
        case .matrix: return named(",").map { ";\($0)" }.joined()
        case .form: return named(",").joined(separator: "&")
        case .spaceDelimited: return named("%20").joined(separator: "&")
        case .pipeDelimited: return named("%7C").joined(separator: "&")
        case .simple, .deepObject, .json: return pairs.joined(separator: ",")
        }
    }

    /// OpenAPI leaves deeper structures open: `filter[a][b]=1`, and a list repeats its name. A query holds no bare
    /// brackets (RFC 3986, section 3.4).
    private func deep(_ name: String, _ value: JSONValue) -> [String] {
        switch value {
        case .array(let items): items.flatMap { deep(name, $0) }
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { deep("\(name)%5B\(escaped($0.key))%5D", $0.value) }
        default: ["\(name)=\(escaped(value.plain))"]
        }
    }

    private func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: allowReserved ? reserved : unreserved) ?? text
    }
}

private let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
/// What RFC 3986 reserves, less what a query cannot hold and what would end or divide it.
private let reserved = unreserved.union(CharacterSet(charactersIn: ":/?@!$'()*,;="))

extension JSONValue {
    /// JSON text.
    var text: String { (try? data()).map { String(decoding: $0, as: UTF8.self) } ?? "null" }

    /// A scalar as people write it; JSON text for the rest.
    var plain: String { if case .string(let text) = self { text } else { text } }
}
