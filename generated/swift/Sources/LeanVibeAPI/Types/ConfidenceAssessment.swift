// ConfidenceAssessment

/// How much the model believes the claim, and where the figure comes from.
public struct ConfidenceAssessment: JSONCodable {
    /// Orders claims that one model has judged. A probability of being right only where `calibrated` is true.
    public var score: Double
    /// Whether scores of this model were compared with the truth of many claims.
    public var calibrated: Bool
    /// What the score means and what it does not, to be shown with it.
    public var interpretation: String
    /// The model's reasons.
    public var rationale: String
    /// How the score follows from the signals.
    public var method: String
    public var signals: ConfidenceSignals
    public var citations: [Citation]
    public var model: String
    public var usage: TokenUsage
    public var level: ConfidenceLevel?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        score: Double,
        calibrated: Bool,
        interpretation: String,
        rationale: String,
        method: String,
        signals: ConfidenceSignals,
        citations: [Citation],
        model: String,
        usage: TokenUsage,
        level: ConfidenceLevel? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.score = score
        self.calibrated = calibrated
        self.interpretation = interpretation
        self.rationale = rationale
        self.method = method
        self.signals = signals
        self.citations = citations
        self.model = model
        self.usage = usage
        self.level = level
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        score = try inJSON.required("score")
        calibrated = try inJSON.required("calibrated")
        interpretation = try inJSON.required("interpretation")
        rationale = try inJSON.required("rationale")
        method = try inJSON.required("method")
        signals = try inJSON.required("signals")
        citations = try inJSON.required("citations")
        model = try inJSON.required("model")
        usage = try inJSON.required("usage")
        level = try inJSON.optional("level")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["score"] = score.asJSON
        outJSON["calibrated"] = calibrated.asJSON
        outJSON["interpretation"] = interpretation.asJSON
        outJSON["rationale"] = rationale.asJSON
        outJSON["method"] = method.asJSON
        outJSON["signals"] = signals.asJSON
        outJSON["citations"] = citations.asJSON
        outJSON["model"] = model.asJSON
        outJSON["usage"] = usage.asJSON
        outJSON["level"] = level?.asJSON
        return .object(outJSON)
    }
}
