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
        var inJSON = try wholeJSON.members()
        path = try inJSON.required("path")
        startLine = try inJSON.required("startLine")
        endLine = try inJSON.required("endLine")
        kind = try inJSON.required("kind")
        score = try inJSON.required("score")
        snippet = try inJSON.required("snippet")
        symbol = try inJSON.optional("symbol")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["path"] = path.asJSON
        outJSON["startLine"] = startLine.asJSON
        outJSON["endLine"] = endLine.asJSON
        outJSON["kind"] = kind.asJSON
        outJSON["score"] = score.asJSON
        outJSON["snippet"] = snippet.asJSON
        outJSON["symbol"] = symbol?.asJSON
        return .object(outJSON)
    }
}
