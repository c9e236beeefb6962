// WebsocketTicket

/// Opens one WebSocket, once, before `expiresAt`: a browser sends the subprotocols `leanvibe.v1` and `ticket.<ticket>`.
/// Its rights are those of the key that asked for it.
public struct WebsocketTicket: JSONCodable {
    public var ticket: String
    public var `protocol`: String
    public var expiresAt: Timestamp
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        ticket: String,
        `protocol`: String,
        expiresAt: Timestamp,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.ticket = ticket
        self.protocol = `protocol`
        self.expiresAt = expiresAt
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        ticket = try inJSON.required("ticket")
        `protocol` = try inJSON.required("protocol")
        expiresAt = try inJSON.required("expiresAt")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["ticket"] = ticket.asJSON
        outJSON["protocol"] = `protocol`.asJSON
        outJSON["expiresAt"] = expiresAt.asJSON
        return .object(outJSON)
    }
}
