// ConfidenceAssessment

/// How much the model believes the claim, and where the figure comes from. It is not calibrated.
public struct ConfidenceAssessment: JSONCodable {
    public var score: Double
    public var level: ConfidenceLevel
    /// The model's reasons.
    public var rationale: String
    /// How the score follows from the signals.
    public var method: String
    public var signals: ConfidenceSignals
    public var citations: [Citation]
    public var model: String
    public var usage: TokenUsage
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        score: Double,
        level: ConfidenceLevel,
        rationale: String,
        method: String,
        signals: ConfidenceSignals,
        citations: [Citation],
        model: String,
        usage: TokenUsage,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.score = score
        self.level = level
        self.rationale = rationale
        self.method = method
        self.signals = signals
        self.citations = citations
        self.model = model
        self.usage = usage
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        score = try inJSON.required("score")
        level = try inJSON.required("level")
        rationale = try inJSON.required("rationale")
        method = try inJSON.required("method")
        signals = try inJSON.required("signals")
        citations = try inJSON.required("citations")
        model = try inJSON.required("model")
        usage = try inJSON.required("usage")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["score"] = score.asJSON
        outJSON["level"] = level.asJSON
        outJSON["rationale"] = rationale.asJSON
        outJSON["method"] = method.asJSON
        outJSON["signals"] = signals.asJSON
        outJSON["citations"] = citations.asJSON
        outJSON["model"] = model.asJSON
        outJSON["usage"] = usage.asJSON
        return .object(outJSON)
    }
}
