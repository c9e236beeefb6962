// ChatCitations

/// What the answer will rely on.
public struct ChatCitations: JSONCodable {
    public let type: String = "citations"
    public var citations: [Citation]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(citations: [Citation], additionalProperties: [String: JSONValue] = [:]) {
        self.citations = citations
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("type", .string("citations"))
        citations = try inJSON.required("citations")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["type"] = type.asJSON
        outJSON["citations"] = citations.asJSON
        return .object(outJSON)
    }
}
