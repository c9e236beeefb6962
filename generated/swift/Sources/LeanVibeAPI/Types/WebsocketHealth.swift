// WebsocketHealth

/// The realtime endpoint.
public struct WebsocketHealth: JSONCodable {
    public var status: WebsocketHealthStatus
    /// The subprotocol that it speaks.
    public var `protocol`: String
    public var connections: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        status: WebsocketHealthStatus,
        `protocol`: String,
        connections: Int32,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.status = status
        self.protocol = `protocol`
        self.connections = connections
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        status = try inJSON.required("status")
        `protocol` = try inJSON.required("protocol")
        connections = try inJSON.required("connections")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["status"] = status.asJSON
        outJSON["protocol"] = `protocol`.asJSON
        outJSON["connections"] = connections.asJSON
        return .object(outJSON)
    }
}
