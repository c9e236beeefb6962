// CodeAnalysis

/// Facts from the code graph, and the model's words about them.
public struct CodeAnalysis: JSONCodable {
    public var projectId: String
    public var path: String?
    public var facts: AnalysisFacts
    /// Written by the model; the facts are not.
    public var summary: String?
    /// The model that wrote the summary.
    public var model: String?
    public var usage: TokenUsage?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        projectId: String,
        facts: AnalysisFacts,
        path: String? = nil,
        summary: String? = nil,
        model: String? = nil,
        usage: TokenUsage? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.projectId = projectId
        self.path = path
        self.facts = facts
        self.summary = summary
        self.model = model
        self.usage = usage
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        projectId = try inJSON.required("projectId")
        path = try inJSON.optional("path")
        facts = try inJSON.required("facts")
        summary = try inJSON.optional("summary")
        model = try inJSON.optional("model")
        usage = try inJSON.optional("usage")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("projectId", projectId)
        outJSON.putIfPresent("path", path)
        outJSON.put("facts", facts)
        outJSON.putIfPresent("summary", summary)
        outJSON.putIfPresent("model", model)
        outJSON.putIfPresent("usage", usage)
        return outJSON.asJSON
    }
}
