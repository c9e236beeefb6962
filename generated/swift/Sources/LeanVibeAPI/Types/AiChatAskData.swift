// AiChatAskData

public struct AiChatAskData: JSONCodable {
    public var question: String
    /// Default: false
    public var cancelOnDisconnect: Bool?
    /// Default: 512
    public var maxTokens: Int32?
    /// The session's own where absent.
    public var projectId: String?
    /// Default: 0
    public var temperature: Double?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        question: String,
        cancelOnDisconnect: Bool? = nil,
        maxTokens: Int32? = nil,
        projectId: String? = nil,
        temperature: Double? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.question = question
        self.cancelOnDisconnect = cancelOnDisconnect
        self.maxTokens = maxTokens
        self.projectId = projectId
        self.temperature = temperature
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        question = try inJSON.required("question")
        cancelOnDisconnect = try inJSON.optional("cancelOnDisconnect")
        maxTokens = try inJSON.optional("maxTokens")
        projectId = try inJSON.optional("projectId")
        temperature = try inJSON.optional("temperature")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["question"] = question.asJSON
        outJSON["cancelOnDisconnect"] = cancelOnDisconnect?.asJSON
        outJSON["maxTokens"] = maxTokens?.asJSON
        outJSON["projectId"] = projectId?.asJSON
        outJSON["temperature"] = temperature?.asJSON
        return .object(outJSON)
    }
}
