// StreamResetData

public struct StreamResetData: JSONCodable {
    public var reason: StreamResetDataReason
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(reason: StreamResetDataReason, additionalProperties: [String: JSONValue] = [:]) {
        self.reason = reason
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        reason = try inJSON.required("reason")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["reason"] = reason.asJSON
        return .object(outJSON)
    }
}
