// ProbeResult

/// One probe, which does what a client would do.
public struct ProbeResult: JSONCodable {
    public var name: String
    public var status: ProbeResultStatus
    public var durationMs: Double
    /// Why it failed or was skipped.
    public var detail: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        name: String,
        status: ProbeResultStatus,
        durationMs: Double,
        detail: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.name = name
        self.status = status
        self.durationMs = durationMs
        self.detail = detail
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        name = try inJSON.required("name")
        status = try inJSON.required("status")
        durationMs = try inJSON.required("durationMs")
        detail = try inJSON.optional("detail")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("name", name)
        outJSON.put("status", status)
        outJSON.put("durationMs", durationMs)
        outJSON.putIfPresent("detail", detail)
        return outJSON.asJSON
    }
}
