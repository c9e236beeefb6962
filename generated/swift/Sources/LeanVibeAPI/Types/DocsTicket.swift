// DocsTicket

/// A one-time ticket for `openDocs`. It opens the documentation and nothing else.
public struct DocsTicket: JSONCodable {
    public var ticket: String
    public var expiresAt: Timestamp
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        ticket: String,
        expiresAt: Timestamp,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.ticket = ticket
        self.expiresAt = expiresAt
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        ticket = try inJSON.required("ticket")
        expiresAt = try inJSON.required("expiresAt")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["ticket"] = ticket.asJSON
        outJSON["expiresAt"] = expiresAt.asJSON
        return .object(outJSON)
    }
}
