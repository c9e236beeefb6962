// SearchHit

/// A piece of a file that fits the query.
public struct SearchHit: JSONCodable {
    /// Relative to the project's root.
    public var path: String
    public var startLine: Int32
    public var endLine: Int32
    public var kind: SearchHitKind
    public var score: Double
    public var snippet: String
    /// Qualified name of the function or class.
    public var symbol: String?
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
        self.score = score
        self.snippet = snippet
        self.symbol = symbol
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        path = try inJSON.required("path")
        startLine = try inJSON.required("startLine")
        endLine = try inJSON.required("endLine")
        kind = try inJSON.required("kind")
        score = try inJSON.required("score")
        snippet = try inJSON.required("snippet")
        symbol = try inJSON.optional("symbol")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("path", path)
        outJSON.put("startLine", startLine)
        outJSON.put("endLine", endLine)
        outJSON.put("kind", kind)
        outJSON.put("score", score)
        outJSON.put("snippet", snippet)
        outJSON.putIfPresent("symbol", symbol)
        return outJSON.asJSON
    }
}
