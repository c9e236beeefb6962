// ConnectionReadyData

public struct ConnectionReadyData: JSONCodable {
    public var connectionId: String
    public var pingIntervalMs: Int32
    public var pongTimeoutMs: Int32
    /// By the class in the client's key.
    public var commandsPerSecond: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        connectionId: String,
        pingIntervalMs: Int32,
        pongTimeoutMs: Int32,
        commandsPerSecond: Int32,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.connectionId = connectionId
        self.pingIntervalMs = pingIntervalMs
        self.pongTimeoutMs = pongTimeoutMs
        self.commandsPerSecond = commandsPerSecond
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        connectionId = try inJSON.required("connectionId")
        pingIntervalMs = try inJSON.required("pingIntervalMs")
        pongTimeoutMs = try inJSON.required("pongTimeoutMs")
        commandsPerSecond = try inJSON.required("commandsPerSecond")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["connectionId"] = connectionId.asJSON
        outJSON["pingIntervalMs"] = pingIntervalMs.asJSON
        outJSON["pongTimeoutMs"] = pongTimeoutMs.asJSON
        outJSON["commandsPerSecond"] = commandsPerSecond.asJSON
        return .object(outJSON)
    }
}
