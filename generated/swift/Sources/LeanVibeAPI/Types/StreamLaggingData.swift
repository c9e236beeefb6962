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
        var inJSON = try JSONMembers(wholeJSON)
        behind = try inJSON.required("behind")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("behind", behind)
        return outJSON.asJSON
    }
}
