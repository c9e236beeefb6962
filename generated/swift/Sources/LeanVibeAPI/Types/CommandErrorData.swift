// CommandErrorData

public struct CommandErrorData: JSONCodable {
    public var problem: Problem
    public var retryAfterMs: Int32?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        problem: Problem,
        retryAfterMs: Int32? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.problem = problem
        self.retryAfterMs = retryAfterMs
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        problem = try inJSON.required("problem")
        retryAfterMs = try inJSON.optional("retryAfterMs")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["problem"] = problem.asJSON
        outJSON["retryAfterMs"] = retryAfterMs?.asJSON
        return .object(outJSON)
    }
}
