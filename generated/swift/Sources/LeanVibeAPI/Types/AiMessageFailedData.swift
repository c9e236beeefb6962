// AiMessageFailedData

public struct AiMessageFailedData: JSONCodable {
    public var messageId: String
    /// What was written until then.
    public var text: String
    public var problem: Problem
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        messageId: String,
        text: String,
        problem: Problem,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.messageId = messageId
        self.text = text
        self.problem = problem
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        messageId = try inJSON.required("messageId")
        text = try inJSON.required("text")
        problem = try inJSON.required("problem")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["messageId"] = messageId.asJSON
        outJSON["text"] = text.asJSON
        outJSON["problem"] = problem.asJSON
        return .object(outJSON)
    }
}
