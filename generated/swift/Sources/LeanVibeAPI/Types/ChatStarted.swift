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
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("started"))
        id = try inJSON.required("id")
        model = try inJSON.required("model")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["type"] = type.asJSON
        outJSON["id"] = id.asJSON
        outJSON["model"] = model.asJSON
        return .object(outJSON)
    }
}
