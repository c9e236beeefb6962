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
        var inJSON = try wholeJSON.members()
        path = try inJSON.required("path")
        dependents = try inJSON.required("dependents")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["path"] = path.asJSON
        outJSON["dependents"] = dependents.asJSON
        return .object(outJSON)
    }
}
