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
        var inJSON = try JSONMembers(wholeJSON)
        version = try inJSON.required("version")
        patch = try inJSON.required("patch")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("version", version)
        outJSON.put("patch", patch)
        return outJSON.asJSON
    }
}
