// SearchRequest

/// What to look for, by meaning and by words.
public struct SearchRequest: JSONCodable {
    /// A question or a piece of code.
    public var query: String
    /// Default: 10
    public var limit: Int32?
    /// Only files whose path, relative to the root, begins so.
    public var pathPrefix: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        query: String,
        limit: Int32? = nil,
        pathPrefix: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.query = query
        self.limit = limit
        self.pathPrefix = pathPrefix
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        query = try inJSON.required("query")
        limit = try inJSON.optional("limit")
        pathPrefix = try inJSON.optional("pathPrefix")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["query"] = query.asJSON
        outJSON["limit"] = limit?.asJSON
        outJSON["pathPrefix"] = pathPrefix?.asJSON
        return .object(outJSON)
    }
}
