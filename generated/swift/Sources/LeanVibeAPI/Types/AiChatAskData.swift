// AiChatAskData

public struct AiChatAskData: JSONCodable {
    public var question: String
    /// The session's own where absent.
    public var projectId: String?
    /// Default: 512
    public var maxTokens: Int32?
    /// Default: 0
    public var temperature: Double?
    /// Default: false
    public var cancelOnDisconnect: Bool?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        question: String,
        projectId: String? = nil,
        maxTokens: Int32? = nil,
        temperature: Double? = nil,
        cancelOnDisconnect: Bool? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.question = question
        self.projectId = projectId
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.cancelOnDisconnect = cancelOnDisconnect
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        question = try inJSON.required("question")
        projectId = try inJSON.optional("projectId")
        maxTokens = try inJSON.optional("maxTokens")
        temperature = try inJSON.optional("temperature")
        cancelOnDisconnect = try inJSON.optional("cancelOnDisconnect")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("question", question)
        outJSON.putIfPresent("projectId", projectId)
        outJSON.putIfPresent("maxTokens", maxTokens)
        outJSON.putIfPresent("temperature", temperature)
        outJSON.putIfPresent("cancelOnDisconnect", cancelOnDisconnect)
        return outJSON.asJSON
    }
}
