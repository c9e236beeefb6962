// ProjectCreate

/// What a new project needs.
public struct ProjectCreate: JSONCodable {
    /// Absolute path of an existing folder below one of the allowed roots. Elsewhere: 403 `root_forbidden`; below a
    /// root but no folder: 409 `root_missing`; a project already: 409 `project_exists`.
    public var root: String
    /// The folder's own name where absent.
    public var name: String?
    public var exclude: GlobList?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        root: String,
        name: String? = nil,
        exclude: GlobList? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.root = root
        self.name = name
        self.exclude = exclude
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        root = try inJSON.required("root")
        name = try inJSON.optional("name")
        exclude = try inJSON.optional("exclude")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("root", root)
        outJSON.putIfPresent("name", name)
        outJSON.putIfPresent("exclude", exclude)
        return outJSON.asJSON
    }
}
