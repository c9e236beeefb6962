// Project

/// A folder of source code on this machine, below one of the allowed roots.
public struct Project: JSONCodable {
    public var id: String
    public var name: String
    /// Absolute path with links resolved.
    public var root: String
    public var exclude: GlobList
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    public var index: IndexStatus
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        id: String,
        name: String,
        root: String,
        exclude: GlobList,
        createdAt: Timestamp,
        updatedAt: Timestamp,
        index: IndexStatus,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.name = name
        self.root = root
        self.exclude = exclude
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.index = index
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        id = try inJSON.required("id")
        name = try inJSON.required("name")
        root = try inJSON.required("root")
        exclude = try inJSON.required("exclude")
        createdAt = try inJSON.required("createdAt")
        updatedAt = try inJSON.required("updatedAt")
        index = try inJSON.required("index")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["id"] = id.asJSON
        outJSON["name"] = name.asJSON
        outJSON["root"] = root.asJSON
        outJSON["exclude"] = exclude.asJSON
        outJSON["createdAt"] = createdAt.asJSON
        outJSON["updatedAt"] = updatedAt.asJSON
        outJSON["index"] = index.asJSON
        return .object(outJSON)
    }
}
