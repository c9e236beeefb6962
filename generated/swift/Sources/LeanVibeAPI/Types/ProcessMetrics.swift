// ProcessMetrics

/// The server's process.
public struct ProcessMetrics: JSONCodable {
    public var residentBytes: Int64
    /// Since the start.
    public var cpuSeconds: Double
    /// WebSockets.
    public var openSockets: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        residentBytes: Int64,
        cpuSeconds: Double,
        openSockets: Int32,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.residentBytes = residentBytes
        self.cpuSeconds = cpuSeconds
        self.openSockets = openSockets
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        residentBytes = try inJSON.required("residentBytes")
        cpuSeconds = try inJSON.required("cpuSeconds")
        openSockets = try inJSON.required("openSockets")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["residentBytes"] = residentBytes.asJSON
        outJSON["cpuSeconds"] = cpuSeconds.asJSON
        outJSON["openSockets"] = openSockets.asJSON
        return .object(outJSON)
    }
}
