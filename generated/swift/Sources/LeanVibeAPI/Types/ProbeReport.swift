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
        var inJSON = try JSONMembers(wholeJSON)
        status = try inJSON.required("status")
        probes = try inJSON.required("probes")
        finishedAt = try inJSON.optional("finishedAt")
        startedAt = try inJSON.optional("startedAt")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("status", status)
        outJSON.put("probes", probes)
        outJSON.putIfPresent("finishedAt", finishedAt)
        outJSON.putIfPresent("startedAt", startedAt)
        return outJSON.asJSON
    }
}
