// CommandAckData

public struct CommandAckData: JSONCodable {
    /// Whether the command had been executed before and was not again.
    public var duplicate: Bool
    public var seq: Seq?
    /// Of the message that the command made.
    public var resultId: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        duplicate: Bool,
        seq: Seq? = nil,
        resultId: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.duplicate = duplicate
        self.seq = seq
        self.resultId = resultId
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        duplicate = try inJSON.required("duplicate")
        seq = try inJSON.optional("seq")
        resultId = try inJSON.optional("resultId")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("duplicate", duplicate)
        outJSON.putIfPresent("seq", seq)
        outJSON.putIfPresent("resultId", resultId)
        return outJSON.asJSON
    }
}
