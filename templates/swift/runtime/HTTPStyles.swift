// Parameters in OpenAPI's other styles, as JSON text, and with reserved signs as they are.
import Foundation

extension HTTPParameter {
    func label(_ value: JSONValue) -> String { ".\(pieces(value).joined(separator: explode ? "." : ","))" }
    func matrix(_ value: JSONValue) -> String { named(value).map { ";\($0)" }.joined() }
    func spaceDelimited(_ value: JSONValue) -> String { named(value, "%20").joined(separator: "&") }
    func pipeDelimited(_ value: JSONValue) -> String { named(value, "%7C").joined(separator: "&") }
    func deepObject(_ value: JSONValue) -> String { deep(escaped(name), value).joined(separator: "&") }
    /// JSON text as `name=value`.
    func json(_ value: JSONValue) -> String { "\(escaped(name))=\(escaped(value.text))" }
    /// JSON text alone, of a path or a header.
    func jsonText(_ value: JSONValue) -> String { escaped(value.text) }

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
}

extension CharacterSet {
    /// What RFC 3986 reserves, less what a query cannot hold and what would end or divide it.
    static let urlReserved = urlUnreserved.union(CharacterSet(charactersIn: ":/?@!$'()*,;="))
}
