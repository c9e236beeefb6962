// TokenUsage

/// Tokens that a model read and wrote for one answer.
public struct TokenUsage: JSONCodable {
    public var promptTokens: Int32
    public var completionTokens: Int32
    public var totalTokens: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        promptTokens: Int32,
        completionTokens: Int32,
        totalTokens: Int32,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.totalTokens = totalTokens
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        promptTokens = try inJSON.required("promptTokens")
        completionTokens = try inJSON.required("completionTokens")
        totalTokens = try inJSON.required("totalTokens")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["promptTokens"] = promptTokens.asJSON
        outJSON["completionTokens"] = completionTokens.asJSON
        outJSON["totalTokens"] = totalTokens.asJSON
        return .object(outJSON)
    }
}
