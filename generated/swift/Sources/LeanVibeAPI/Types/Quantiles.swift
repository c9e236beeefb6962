// Quantiles

/// Milliseconds.
public struct Quantiles: JSONCodable {
    public var p50: Double
    public var p95: Double
    public var p99: Double
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        p50: Double,
        p95: Double,
        p99: Double,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        p50 = try inJSON.required("p50")
        p95 = try inJSON.required("p95")
        p99 = try inJSON.required("p99")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["p50"] = p50.asJSON
        outJSON["p95"] = p95.asJSON
        outJSON["p99"] = p99.asJSON
        return .object(outJSON)
    }
}
