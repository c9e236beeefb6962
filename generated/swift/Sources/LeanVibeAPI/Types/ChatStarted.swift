// ChatStarted

/// The model has begun.
public struct ChatStarted: JSONCodable {
    public let type: String = "started"
    /// Of the answer.
    public var id: String
    public var model: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(id: String, model: String, additionalProperties: [String: JSONValue] = [:]) {
        self.id = id
        self.model = model
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        try inJSON.constant("type", .string("started"))
        id = try inJSON.required("id")
        model = try inJSON.required("model")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("type", type)
        outJSON.put("id", id)
        outJSON.put("model", model)
        return outJSON.asJSON
    }
}
