// StreamLaggingData

public struct StreamLaggingData: JSONCodable {
    /// Events that wait for this client.
    public var behind: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(behind: Int32, additionalProperties: [String: JSONValue] = [:]) {
        self.behind = behind
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        behind = try inJSON.required("behind")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["behind"] = behind.asJSON
        return .object(outJSON)
    }
}
