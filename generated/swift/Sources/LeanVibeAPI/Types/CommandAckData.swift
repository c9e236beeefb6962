// CommandAckData

public struct CommandAckData: JSONCodable {
    /// Whether the command had been executed before and was not again.
    public var duplicate: Bool
    /// Of the message that the command made.
    public var resultId: String?
    public var seq: Seq?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        duplicate: Bool,
        resultId: String? = nil,
        seq: Seq? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.duplicate = duplicate
        self.resultId = resultId
        self.seq = seq
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        duplicate = try inJSON.required("duplicate")
        resultId = try inJSON.optional("resultId")
        seq = try inJSON.optional("seq")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["duplicate"] = duplicate.asJSON
        outJSON["resultId"] = resultId?.asJSON
        outJSON["seq"] = seq?.asJSON
        return .object(outJSON)
    }
}
