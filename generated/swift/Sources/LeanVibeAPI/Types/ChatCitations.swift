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
        var inJSON = try JSONMembers(wholeJSON)
        try inJSON.constant("type", .string("citations"))
        citations = try inJSON.required("citations")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("type", type)
        outJSON.put("citations", citations)
        return outJSON.asJSON
    }
}
