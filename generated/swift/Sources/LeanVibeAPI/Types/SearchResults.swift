// SearchResults

/// The best hits first.
public struct SearchResults: JSONCodable {
    public var items: [SearchHit]
    /// The embedding model.
    public var model: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(items: [SearchHit], model: String, additionalProperties: [String: JSONValue] = [:]) {
        self.items = items
        self.model = model
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        items = try inJSON.required("items")
        model = try inJSON.required("model")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("items", items)
        outJSON.put("model", model)
        return outJSON.asJSON
    }
}
