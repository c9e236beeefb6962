// GraphEdge

/// One symbol uses another.
public struct GraphEdge: JSONCodable {
    /// A node's `uid`.
    public var source: String
    /// A node's `uid`.
    public var target: String
    public var kind: GraphEdgeKind
    public var confidence: EdgeConfidence
    /// Uses of the target by the source.
    public var count: Int32
    /// Of the first use.
    public var line: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        source: String,
        target: String,
        kind: GraphEdgeKind,
        confidence: EdgeConfidence,
        count: Int32,
        line: Int32,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.source = source
        self.target = target
        self.kind = kind
        self.confidence = confidence
        self.count = count
        self.line = line
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        source = try inJSON.required("source")
        target = try inJSON.required("target")
        kind = try inJSON.required("kind")
        confidence = try inJSON.required("confidence")
        count = try inJSON.required("count")
        line = try inJSON.required("line")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["source"] = source.asJSON
        outJSON["target"] = target.asJSON
        outJSON["kind"] = kind.asJSON
        outJSON["confidence"] = confidence.asJSON
        outJSON["count"] = count.asJSON
        outJSON["line"] = line.asJSON
        return .object(outJSON)
    }
}
