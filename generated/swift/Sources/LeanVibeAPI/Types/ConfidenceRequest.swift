// ConfidenceRequest

/// A claim or a decision to be judged.
public struct ConfidenceRequest: JSONCodable {
    public var claim: String
    /// What the judgement may rely on besides the project.
    public var context: String?
    /// Its index is searched for evidence.
    public var projectId: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        claim: String,
        context: String? = nil,
        projectId: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.claim = claim
        self.context = context
        self.projectId = projectId
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        claim = try inJSON.required("claim")
        context = try inJSON.optional("context")
        projectId = try inJSON.optional("projectId")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["claim"] = claim.asJSON
        outJSON["context"] = context?.asJSON
        outJSON["projectId"] = projectId?.asJSON
        return .object(outJSON)
    }
}
