// ProjectUpdate

/// The members to change; the others stay. A new `exclude` takes effect with the next index job.
public struct ProjectUpdate: JSONCodable {
    public var exclude: GlobList?
    public var name: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        exclude: GlobList? = nil,
        name: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.exclude = exclude
        self.name = name
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        exclude = try inJSON.optional("exclude")
        name = try inJSON.optional("name")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["exclude"] = exclude?.asJSON
        outJSON["name"] = name?.asJSON
        return .object(outJSON)
    }
}
