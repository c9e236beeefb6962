// ProbeReport

/// The last run of all probes.
public struct ProbeReport: JSONCodable {
    public var status: ProbeReportStatus
    public var probes: [ProbeResult]
    public var finishedAt: Timestamp?
    public var startedAt: Timestamp?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        status: ProbeReportStatus,
        probes: [ProbeResult],
        finishedAt: Timestamp? = nil,
        startedAt: Timestamp? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.status = status
        self.probes = probes
        self.finishedAt = finishedAt
        self.startedAt = startedAt
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        status = try inJSON.required("status")
        probes = try inJSON.required("probes")
        finishedAt = try inJSON.optional("finishedAt")
        startedAt = try inJSON.optional("startedAt")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["status"] = status.asJSON
        outJSON["probes"] = probes.asJSON
        outJSON["finishedAt"] = finishedAt?.asJSON
        outJSON["startedAt"] = startedAt?.asJSON
        return .object(outJSON)
    }
}
