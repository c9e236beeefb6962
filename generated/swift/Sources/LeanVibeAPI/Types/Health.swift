// Health

/// The server answers. It says nothing about its engines.
public struct Health: JSONCodable {
    public let status: String = "ok"
    public var version: String
    public var uptimeSeconds: Double
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        version: String,
        uptimeSeconds: Double,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.version = version
        self.uptimeSeconds = uptimeSeconds
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("status", .string("ok"))
        version = try inJSON.required("version")
        uptimeSeconds = try inJSON.required("uptimeSeconds")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["status"] = status.asJSON
        outJSON["version"] = version.asJSON
        outJSON["uptimeSeconds"] = uptimeSeconds.asJSON
        return .object(outJSON)
    }
}
