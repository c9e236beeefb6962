// ProbeReport

/// The last run of all probes.
public struct ProbeReport: JSONCodable {
    public var status: ProbeReportStatus
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    public var probes: [ProbeResult]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        status: ProbeReportStatus,
        probes: [ProbeResult],
        startedAt: Timestamp? = nil,
        finishedAt: Timestamp? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.status = status
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.probes = probes
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        status = try inJSON.required("status")
        startedAt = try inJSON.optional("startedAt")
        finishedAt = try inJSON.optional("finishedAt")
        probes = try inJSON.required("probes")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("status", status)
        outJSON.putIfPresent("startedAt", startedAt)
        outJSON.putIfPresent("finishedAt", finishedAt)
        outJSON.put("probes", probes)
        return outJSON.asJSON
    }
}
