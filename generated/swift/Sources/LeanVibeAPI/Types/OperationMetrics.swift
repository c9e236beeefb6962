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
        var inJSON = try wholeJSON.members()
        operationId = try inJSON.required("operationId")
        count = try inJSON.required("count")
        errors = try inJSON.required("errors")
        latencyMs = try inJSON.required("latencyMs")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["operationId"] = operationId.asJSON
        outJSON["count"] = count.asJSON
        outJSON["errors"] = errors.asJSON
        outJSON["latencyMs"] = latencyMs.asJSON
        return .object(outJSON)
    }
}
