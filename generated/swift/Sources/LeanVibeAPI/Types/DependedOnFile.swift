// DependedOnFile

/// A file and how many others import it.
public struct DependedOnFile: JSONCodable {
    public var path: String
    public var dependents: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(path: String, dependents: Int32, additionalProperties: [String: JSONValue] = [:]) {
        self.path = path
        self.dependents = dependents
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        path = try inJSON.required("path")
        dependents = try inJSON.required("dependents")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("path", path)
        outJSON.put("dependents", dependents)
        return outJSON.asJSON
    }
}
