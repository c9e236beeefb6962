// ChatCompleted

/// The whole answer.
public struct ChatCompleted: JSONCodable {
    public let type: String = "completed"
    public var answer: ChatAnswer
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(answer: ChatAnswer, additionalProperties: [String: JSONValue] = [:]) {
        self.answer = answer
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("completed"))
        answer = try inJSON.required("answer")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["type"] = type.asJSON
        outJSON["answer"] = answer.asJSON
        return .object(outJSON)
    }
}
