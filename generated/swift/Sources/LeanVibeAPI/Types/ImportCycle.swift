// ImportCycle

/// Modules that import each other when they are loaded.
public struct ImportCycle: JSONCodable {
    public var modules: [String]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(modules: [String], additionalProperties: [String: JSONValue] = [:]) {
        self.modules = modules
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        modules = try inJSON.required("modules")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["modules"] = modules.asJSON
        return .object(outJSON)
    }
}
