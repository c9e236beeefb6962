// PerformanceMetrics

/// Figures of the last minutes, held against `budgets/performance_sla.json` by the monitoring.
public struct PerformanceMetrics: JSONCodable {
    /// How far back the figures reach.
    public var windowSeconds: Double
    public var requestsPerSecond: Double
    /// Answers of 500 and above among all.
    public var errorRate: Double
    public var latencyMs: Quantiles
    public var operations: [OperationMetrics]
    public var process: ProcessMetrics
    public var model: ModelMetrics?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        windowSeconds: Double,
        requestsPerSecond: Double,
        errorRate: Double,
        latencyMs: Quantiles,
        operations: [OperationMetrics],
        process: ProcessMetrics,
        model: ModelMetrics? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.windowSeconds = windowSeconds
        self.requestsPerSecond = requestsPerSecond
        self.errorRate = errorRate
        self.latencyMs = latencyMs
        self.operations = operations
        self.process = process
        self.model = model
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        windowSeconds = try inJSON.required("windowSeconds")
        requestsPerSecond = try inJSON.required("requestsPerSecond")
        errorRate = try inJSON.required("errorRate")
        latencyMs = try inJSON.required("latencyMs")
        operations = try inJSON.required("operations")
        process = try inJSON.required("process")
        model = try inJSON.optional("model")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["windowSeconds"] = windowSeconds.asJSON
        outJSON["requestsPerSecond"] = requestsPerSecond.asJSON
        outJSON["errorRate"] = errorRate.asJSON
        outJSON["latencyMs"] = latencyMs.asJSON
        outJSON["operations"] = operations.asJSON
        outJSON["process"] = process.asJSON
        outJSON["model"] = model?.asJSON
        return .object(outJSON)
    }
}
