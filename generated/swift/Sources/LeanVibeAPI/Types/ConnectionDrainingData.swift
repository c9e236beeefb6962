// ConnectionDrainingData

public struct ConnectionDrainingData: JSONCodable {
    public var retryAfterMs: Int32
    public var reason: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        retryAfterMs: Int32,
        reason: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.retryAfterMs = retryAfterMs
        self.reason = reason
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        retryAfterMs = try inJSON.required("retryAfterMs")
        reason = try inJSON.optional("reason")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("retryAfterMs", retryAfterMs)
        outJSON.putIfPresent("reason", reason)
        return outJSON.asJSON
    }
}
