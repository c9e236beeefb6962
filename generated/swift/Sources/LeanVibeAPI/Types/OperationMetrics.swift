// OperationMetrics

/// One operation's requests within the window.
public struct OperationMetrics: JSONCodable {
    public var operationId: String
    public var count: Int64
    /// Answers of 500 and above.
    public var errors: Int64
    public var latencyMs: Quantiles
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        operationId: String,
        count: Int64,
        errors: Int64,
        latencyMs: Quantiles,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.operationId = operationId
        self.count = count
        self.errors = errors
        self.latencyMs = latencyMs
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        operationId = try inJSON.required("operationId")
        count = try inJSON.required("count")
        errors = try inJSON.required("errors")
        latencyMs = try inJSON.required("latencyMs")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("operationId", operationId)
        outJSON.put("count", count)
        outJSON.put("errors", errors)
        outJSON.put("latencyMs", latencyMs)
        return outJSON.asJSON
    }
}
