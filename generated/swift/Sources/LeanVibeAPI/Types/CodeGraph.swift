// CodeGraph

/// What is reached from `start`, nearest first.
public struct CodeGraph: JSONCodable {
    public var start: GraphNode
    public var nodes: [GraphNode]
    public var edges: [GraphEdge]
    /// Whether `limit` cut nodes off.
    public var truncated: Bool
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        start: GraphNode,
        nodes: [GraphNode],
        edges: [GraphEdge],
        truncated: Bool,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.start = start
        self.nodes = nodes
        self.edges = edges
        self.truncated = truncated
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        start = try inJSON.required("start")
        nodes = try inJSON.required("nodes")
        edges = try inJSON.required("edges")
        truncated = try inJSON.required("truncated")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("start", start)
        outJSON.put("nodes", nodes)
        outJSON.put("edges", edges)
        outJSON.put("truncated", truncated)
        return outJSON.asJSON
    }
}
