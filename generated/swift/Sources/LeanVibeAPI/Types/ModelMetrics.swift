// ModelMetrics

/// The language model within the window.
public struct ModelMetrics: JSONCodable {
    public var model: String
    public var answers: Int64
    public var firstTokenMs: Quantiles
    /// Mean over the answers.
    public var tokensPerSecond: Double
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        model: String,
        answers: Int64,
        firstTokenMs: Quantiles,
        tokensPerSecond: Double,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.model = model
        self.answers = answers
        self.firstTokenMs = firstTokenMs
        self.tokensPerSecond = tokensPerSecond
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        model = try inJSON.required("model")
        answers = try inJSON.required("answers")
        firstTokenMs = try inJSON.required("firstTokenMs")
        tokensPerSecond = try inJSON.required("tokensPerSecond")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["model"] = model.asJSON
        outJSON["answers"] = answers.asJSON
        outJSON["firstTokenMs"] = firstTokenMs.asJSON
        outJSON["tokensPerSecond"] = tokensPerSecond.asJSON
        return .object(outJSON)
    }
}
