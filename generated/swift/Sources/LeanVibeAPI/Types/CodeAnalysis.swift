// CodeAnalysis

/// Facts from the code graph, and the model's words about them.
public struct CodeAnalysis: JSONCodable {
    public var projectId: String
    public var facts: AnalysisFacts
    /// The model that wrote the summary.
    public var model: String?
    public var path: String?
    /// Written by the model; the facts are not.
    public var summary: String?
    public var usage: TokenUsage?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        projectId: String,
        facts: AnalysisFacts,
        model: String? = nil,
        path: String? = nil,
        summary: String? = nil,
        usage: TokenUsage? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.projectId = projectId
        self.facts = facts
        self.model = model
        self.path = path
        self.summary = summary
        self.usage = usage
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        projectId = try inJSON.required("projectId")
        facts = try inJSON.required("facts")
        model = try inJSON.optional("model")
        path = try inJSON.optional("path")
        summary = try inJSON.optional("summary")
        usage = try inJSON.optional("usage")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["projectId"] = projectId.asJSON
        outJSON["facts"] = facts.asJSON
        outJSON["model"] = model?.asJSON
        outJSON["path"] = path?.asJSON
        outJSON["summary"] = summary?.asJSON
        outJSON["usage"] = usage?.asJSON
        return .object(outJSON)
    }
}
