// SessionStateChangedData

public struct SessionStateChangedData: JSONCodable {
    /// The state's `ETag` without its quotes.
    public var version: Int64
    public var patch: SessionStatePatch
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        version: Int64,
        patch: SessionStatePatch,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.version = version
        self.patch = patch
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        version = try inJSON.required("version")
        patch = try inJSON.required("patch")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["version"] = version.asJSON
        outJSON["patch"] = patch.asJSON
        return .object(outJSON)
    }
}
