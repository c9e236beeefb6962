// ConfidenceSignals

/// Measured on the model's own token probabilities, before temperature.
public struct ConfidenceSignals: JSONCodable {
    /// Of "yes" among "yes" and "no".
    public var yesProbability: Double
    /// Geometric mean over the rationale.
    public var meanTokenProbability: Double
    /// Nats a token, over the rationale.
    public var meanEntropy: Double
    /// Similarity of the best passage that was found.
    public var evidence: Double?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        yesProbability: Double,
        meanTokenProbability: Double,
        meanEntropy: Double,
        evidence: Double? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.yesProbability = yesProbability
        self.meanTokenProbability = meanTokenProbability
        self.meanEntropy = meanEntropy
        self.evidence = evidence
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        yesProbability = try inJSON.required("yesProbability")
        meanTokenProbability = try inJSON.required("meanTokenProbability")
        meanEntropy = try inJSON.required("meanEntropy")
        evidence = try inJSON.optional("evidence")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["yesProbability"] = yesProbability.asJSON
        outJSON["meanTokenProbability"] = meanTokenProbability.asJSON
        outJSON["meanEntropy"] = meanEntropy.asJSON
        outJSON["evidence"] = evidence?.asJSON
        return .object(outJSON)
    }
}
