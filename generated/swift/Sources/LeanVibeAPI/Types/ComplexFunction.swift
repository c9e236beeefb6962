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
        var inJSON = try wholeJSON.members()
        symbol = try inJSON.required("symbol")
        path = try inJSON.required("path")
        startLine = try inJSON.required("startLine")
        endLine = try inJSON.required("endLine")
        complexity = try inJSON.required("complexity")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["symbol"] = symbol.asJSON
        outJSON["path"] = path.asJSON
        outJSON["startLine"] = startLine.asJSON
        outJSON["endLine"] = endLine.asJSON
        outJSON["complexity"] = complexity.asJSON
        return .object(outJSON)
    }
}
