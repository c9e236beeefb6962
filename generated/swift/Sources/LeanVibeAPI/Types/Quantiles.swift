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
        var inJSON = try JSONMembers(wholeJSON)
        p50 = try inJSON.required("p50")
        p95 = try inJSON.required("p95")
        p99 = try inJSON.required("p99")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("p50", p50)
        outJSON.put("p95", p95)
        outJSON.put("p99", p99)
        return outJSON.asJSON
    }
}
