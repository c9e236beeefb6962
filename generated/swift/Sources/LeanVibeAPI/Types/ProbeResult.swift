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
        var inJSON = try wholeJSON.members()
        name = try inJSON.required("name")
        status = try inJSON.required("status")
        durationMs = try inJSON.required("durationMs")
        detail = try inJSON.optional("detail")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["name"] = name.asJSON
        outJSON["status"] = status.asJSON
        outJSON["durationMs"] = durationMs.asJSON
        outJSON["detail"] = detail?.asJSON
        return .object(outJSON)
    }
}
