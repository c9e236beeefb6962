// Parameters in OpenAPI's other styles, as JSON text, and with reserved signs as they are.
import Foundation

extension HTTPStyle {
    static let label = HTTPStyle { ".\($0.pieces($1).joined(separator: $0.explode ? "." : ","))" }
    static let matrix = HTTPStyle { $0.named($1).map { ";\($0)" }.joined() }
    static let spaceDelimited = HTTPStyle { $0.named($1, "%20").joined(separator: "&") }
    static let pipeDelimited = HTTPStyle { $0.named($1, "%7C").joined(separator: "&") }
    static let deepObject = HTTPStyle { $0.deep($0.escaped($0.name), $1).joined(separator: "&") }
    /// JSON text as `name=value`.
    static let json = HTTPStyle { "\($0.escaped($0.name))=\($0.escaped($1.text))" }
    /// JSON text alone, of a path or a header.
    static let jsonText = HTTPStyle { $0.escaped($1.text) }
}

extension HTTPParameter {
    /// OpenAPI leaves deeper structures open: `filter[a][b]=1`, and a list repeats its name. A query holds no bare
    /// brackets (RFC 3986, section 3.4).
    fileprivate func deep(_ name: String, _ value: JSONValue) -> [String] {
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
