// GraphPath

/// A shortest chain of calls; without nodes where there is none within the depth.
public struct GraphPath: JSONCodable {
    public var found: Bool
    /// From the start to the end.
    public var nodes: [GraphNode]
    public var edges: [GraphEdge]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        found: Bool,
        nodes: [GraphNode],
        edges: [GraphEdge],
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.found = found
        self.nodes = nodes
        self.edges = edges
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        found = try inJSON.required("found")
        nodes = try inJSON.required("nodes")
        edges = try inJSON.required("edges")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["found"] = found.asJSON
        outJSON["nodes"] = nodes.asJSON
        outJSON["edges"] = edges.asJSON
        return .object(outJSON)
    }
}
