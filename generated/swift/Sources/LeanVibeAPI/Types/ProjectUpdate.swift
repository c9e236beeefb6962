// ProjectUpdate

/// The members to change; the others stay. A new `exclude` takes effect with the next index job.
public struct ProjectUpdate: JSONCodable {
    public var name: String?
    public var exclude: GlobList?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        name: String? = nil,
        exclude: GlobList? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.name = name
        self.exclude = exclude
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        name = try inJSON.optional("name")
        exclude = try inJSON.optional("exclude")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.putIfPresent("name", name)
        outJSON.putIfPresent("exclude", exclude)
        return outJSON.asJSON
    }
}
