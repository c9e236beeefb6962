// HealthCheck

/// One engine or store.
public struct HealthCheck: JSONCodable {
    public var component: HealthCheckComponent
    public var status: HealthStatus
    public var latencyMs: Double
    /// Name and version, or what is wrong.
    public var detail: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        component: HealthCheckComponent,
        status: HealthStatus,
        latencyMs: Double,
        detail: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.component = component
        self.status = status
        self.latencyMs = latencyMs
        self.detail = detail
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        component = try inJSON.required("component")
        status = try inJSON.required("status")
        latencyMs = try inJSON.required("latencyMs")
        detail = try inJSON.optional("detail")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["component"] = component.asJSON
        outJSON["status"] = status.asJSON
        outJSON["latencyMs"] = latencyMs.asJSON
        outJSON["detail"] = detail?.asJSON
        return .object(outJSON)
    }
}
