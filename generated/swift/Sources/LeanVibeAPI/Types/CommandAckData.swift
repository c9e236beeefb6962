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
        var inJSON = try JSONMembers(wholeJSON)
        duplicate = try inJSON.required("duplicate")
        resultId = try inJSON.optional("resultId")
        seq = try inJSON.optional("seq")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("duplicate", duplicate)
        outJSON.putIfPresent("resultId", resultId)
        outJSON.putIfPresent("seq", seq)
        return outJSON.asJSON
    }
}
