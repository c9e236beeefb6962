// GraphNode

/// A symbol or a module. Lines are 0 where it lies outside the project.
public struct GraphNode: JSONCodable {
    /// Stays the same when the file is indexed again.
    public var uid: String
    public var kind: GraphNodeKind
    public var name: String
    public var qualifiedName: String
    /// Relative to the project's root; empty where external.
    public var path: String
    public var startLine: Int32
    public var endLine: Int32
    /// Hops from the start.
    public var depth: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        uid: String,
        kind: GraphNodeKind,
        name: String,
        qualifiedName: String,
        path: String,
        startLine: Int32,
        endLine: Int32,
        depth: Int32,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.uid = uid
        self.kind = kind
        self.name = name
        self.qualifiedName = qualifiedName
        self.path = path
        self.startLine = startLine
        self.endLine = endLine
        self.depth = depth
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        uid = try inJSON.required("uid")
        kind = try inJSON.required("kind")
        name = try inJSON.required("name")
        qualifiedName = try inJSON.required("qualifiedName")
        path = try inJSON.required("path")
        startLine = try inJSON.required("startLine")
        endLine = try inJSON.required("endLine")
        depth = try inJSON.required("depth")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["uid"] = uid.asJSON
        outJSON["kind"] = kind.asJSON
        outJSON["name"] = name.asJSON
        outJSON["qualifiedName"] = qualifiedName.asJSON
        outJSON["path"] = path.asJSON
        outJSON["startLine"] = startLine.asJSON
        outJSON["endLine"] = endLine.asJSON
        outJSON["depth"] = depth.asJSON
        return .object(outJSON)
    }
}
