// CompleteHealth

/// Every part that the server relies on; `status` is that of the worst.
public struct CompleteHealth: JSONCodable {
    public var status: HealthStatus
    public var version: String
    public var startedAt: Timestamp
    public var checks: [HealthCheck]
    public var jobs: [PeriodicJob]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        status: HealthStatus,
        version: String,
        startedAt: Timestamp,
        checks: [HealthCheck],
        jobs: [PeriodicJob],
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.status = status
        self.version = version
        self.startedAt = startedAt
        self.checks = checks
        self.jobs = jobs
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        status = try inJSON.required("status")
        version = try inJSON.required("version")
        startedAt = try inJSON.required("startedAt")
        checks = try inJSON.required("checks")
        jobs = try inJSON.required("jobs")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["status"] = status.asJSON
        outJSON["version"] = version.asJSON
        outJSON["startedAt"] = startedAt.asJSON
        outJSON["checks"] = checks.asJSON
        outJSON["jobs"] = jobs.asJSON
        return .object(outJSON)
    }
}
