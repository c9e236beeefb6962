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
        var inJSON = try JSONMembers(wholeJSON)
        ticket = try inJSON.required("ticket")
        `protocol` = try inJSON.required("protocol")
        expiresAt = try inJSON.required("expiresAt")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("ticket", ticket)
        outJSON.put("protocol", `protocol`)
        outJSON.put("expiresAt", expiresAt)
        return outJSON.asJSON
    }
}
