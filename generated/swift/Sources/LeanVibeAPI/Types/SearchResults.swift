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
        var inJSON = try wholeJSON.members()
        items = try inJSON.required("items")
        model = try inJSON.required("model")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["items"] = items.asJSON
        outJSON["model"] = model.asJSON
        return .object(outJSON)
    }
}
