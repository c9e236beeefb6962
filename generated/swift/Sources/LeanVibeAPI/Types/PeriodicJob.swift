// PeriodicJob

/// What the server does again and again, such as deleting expired sessions.
public struct PeriodicJob: JSONCodable {
    public var name: String
    public var everySeconds: Double
    /// Since the start of the server.
    public var runs: Int64
    /// Runs that ended with an error.
    public var failures: Int64
    public var lastDurationMs: Double?
    /// Absent where the last run succeeded.
    public var lastError: String?
    public var lastRunAt: Timestamp?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        name: String,
        everySeconds: Double,
        runs: Int64,
        failures: Int64,
        lastDurationMs: Double? = nil,
        lastError: String? = nil,
        lastRunAt: Timestamp? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.name = name
        self.everySeconds = everySeconds
        self.runs = runs
        self.failures = failures
        self.lastDurationMs = lastDurationMs
        self.lastError = lastError
        self.lastRunAt = lastRunAt
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        name = try inJSON.required("name")
        everySeconds = try inJSON.required("everySeconds")
        runs = try inJSON.required("runs")
        failures = try inJSON.required("failures")
        lastDurationMs = try inJSON.optional("lastDurationMs")
        lastError = try inJSON.optional("lastError")
        lastRunAt = try inJSON.optional("lastRunAt")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["name"] = name.asJSON
        outJSON["everySeconds"] = everySeconds.asJSON
        outJSON["runs"] = runs.asJSON
        outJSON["failures"] = failures.asJSON
        outJSON["lastDurationMs"] = lastDurationMs?.asJSON
        outJSON["lastError"] = lastError?.asJSON
        outJSON["lastRunAt"] = lastRunAt?.asJSON
        return .object(outJSON)
    }
}
