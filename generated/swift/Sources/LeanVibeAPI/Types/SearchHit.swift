// SearchHit

/// A piece of a file that fits the query.
public struct SearchHit: JSONCodable {
    /// Relative to the project's root.
    public var path: String
    public var startLine: Int32
    public var endLine: Int32
    public var kind: SearchHitKind
    /// Qualified name of the function or class.
    public var symbol: String?
    public var score: Double
    public var snippet: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        path: String,
        startLine: Int32,
        endLine: Int32,
        kind: SearchHitKind,
        score: Double,
        snippet: String,
        symbol: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.path = path
        self.startLine = startLine
        self.endLine = endLine
        self.kind = kind
        self.symbol = symbol
        self.score = score
        self.snippet = snippet
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        path = try inJSON.required("path")
        startLine = try inJSON.required("startLine")
        endLine = try inJSON.required("endLine")
        kind = try inJSON.required("kind")
        symbol = try inJSON.optional("symbol")
        score = try inJSON.required("score")
        snippet = try inJSON.required("snippet")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("path", path)
        outJSON.put("startLine", startLine)
        outJSON.put("endLine", endLine)
        outJSON.put("kind", kind)
        outJSON.putIfPresent("symbol", symbol)
        outJSON.put("score", score)
        outJSON.put("snippet", snippet)
        return outJSON.asJSON
    }
}
