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
        var inJSON = try wholeJSON.members()
        retryAfterMs = try inJSON.required("retryAfterMs")
        reason = try inJSON.optional("reason")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["retryAfterMs"] = retryAfterMs.asJSON
        outJSON["reason"] = reason?.asJSON
        return .object(outJSON)
    }
}
