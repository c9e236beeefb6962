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
        var inJSON = try wholeJSON.members()
        start = try inJSON.required("start")
        nodes = try inJSON.required("nodes")
        edges = try inJSON.required("edges")
        truncated = try inJSON.required("truncated")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["start"] = start.asJSON
        outJSON["nodes"] = nodes.asJSON
        outJSON["edges"] = edges.asJSON
        outJSON["truncated"] = truncated.asJSON
        return .object(outJSON)
    }
}
