// ProjectCreate

/// What a new project needs.
public struct ProjectCreate: JSONCodable {
    /// Absolute path of an existing folder below one of the allowed roots. Elsewhere: 403 `root_forbidden`; below a
    /// root but no folder: 409 `root_missing`; a project already: 409 `project_exists`.
    public var root: String
    public var exclude: GlobList?
    /// The folder's own name where absent.
    public var name: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        root: String,
        exclude: GlobList? = nil,
        name: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.root = root
        self.exclude = exclude
        self.name = name
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        root = try inJSON.required("root")
        exclude = try inJSON.optional("exclude")
        name = try inJSON.optional("name")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["root"] = root.asJSON
        outJSON["exclude"] = exclude?.asJSON
        outJSON["name"] = name?.asJSON
        return .object(outJSON)
    }
}
