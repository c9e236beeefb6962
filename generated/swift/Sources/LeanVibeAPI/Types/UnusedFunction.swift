// UnusedFunction

/// A function that nothing in the project is seen to use.
public struct UnusedFunction: JSONCodable {
    public var symbol: String
    public var path: String
    public var startLine: Int32
    public var endLine: Int32
    /// Whether nothing can call it, as far as the project's files show. False where its name occurs anywhere else
    /// (code, strings, configuration, documents), where it has a decorator or its class a base, and where it is part of
    /// a package's public interface.
    public var certain: Bool
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        symbol: String,
        path: String,
        startLine: Int32,
        endLine: Int32,
        certain: Bool,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.symbol = symbol
        self.path = path
        self.startLine = startLine
        self.endLine = endLine
        self.certain = certain
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        symbol = try inJSON.required("symbol")
        path = try inJSON.required("path")
        startLine = try inJSON.required("startLine")
        endLine = try inJSON.required("endLine")
        certain = try inJSON.required("certain")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["symbol"] = symbol.asJSON
        outJSON["path"] = path.asJSON
        outJSON["startLine"] = startLine.asJSON
        outJSON["endLine"] = endLine.asJSON
        outJSON["certain"] = certain.asJSON
        return .object(outJSON)
    }
}
