// ChatRequest

/// A question. With `projectId` the answer relies on that project's index and cites it; with `sessionId` the session's
/// messages are the history, and question and answer are added to them.
public struct ChatRequest: JSONCodable {
    public var question: String
    /// Earlier turns, oldest first; the oldest are left out where the model's context is too small.
    public var history: [ChatMessage]?
    /// Default: 512
    public var maxTokens: Int32?
    public var projectId: String?
    public var sessionId: String?
    /// Default: 0
    public var temperature: Double?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        question: String,
        history: [ChatMessage]? = nil,
        maxTokens: Int32? = nil,
        projectId: String? = nil,
        sessionId: String? = nil,
        temperature: Double? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.question = question
        self.history = history
        self.maxTokens = maxTokens
        self.projectId = projectId
        self.sessionId = sessionId
        self.temperature = temperature
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        question = try inJSON.required("question")
        history = try inJSON.optional("history")
        maxTokens = try inJSON.optional("maxTokens")
        projectId = try inJSON.optional("projectId")
        sessionId = try inJSON.optional("sessionId")
        temperature = try inJSON.optional("temperature")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["question"] = question.asJSON
        outJSON["history"] = history?.asJSON
        outJSON["maxTokens"] = maxTokens?.asJSON
        outJSON["projectId"] = projectId?.asJSON
        outJSON["sessionId"] = sessionId?.asJSON
        outJSON["temperature"] = temperature?.asJSON
        return .object(outJSON)
    }
}
