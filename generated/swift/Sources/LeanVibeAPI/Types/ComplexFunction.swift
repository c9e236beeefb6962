// ComplexFunction

/// A function and its cyclomatic complexity (McCabe 1976).
public struct ComplexFunction: JSONCodable {
    public var symbol: String
    public var path: String
    public var startLine: Int32
    public var endLine: Int32
    public var complexity: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        symbol: String,
        path: String,
        startLine: Int32,
        endLine: Int32,
        complexity: Int32,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.symbol = symbol
        self.path = path
        self.startLine = startLine
        self.endLine = endLine
        self.complexity = complexity
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        symbol = try inJSON.required("symbol")
        path = try inJSON.required("path")
        startLine = try inJSON.required("startLine")
        endLine = try inJSON.required("endLine")
        complexity = try inJSON.required("complexity")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("symbol", symbol)
        outJSON.put("path", path)
        outJSON.put("startLine", startLine)
        outJSON.put("endLine", endLine)
        outJSON.put("complexity", complexity)
        return outJSON.asJSON
    }
}
