// ChatFailed

/// The answer breaks off here.
public struct ChatFailed: JSONCodable {
    public let type: String = "failed"
    public var problem: Problem
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(problem: Problem, additionalProperties: [String: JSONValue] = [:]) {
        self.problem = problem
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("failed"))
        problem = try inJSON.required("problem")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["type"] = type.asJSON
        outJSON["problem"] = problem.asJSON
        return .object(outJSON)
    }
}
