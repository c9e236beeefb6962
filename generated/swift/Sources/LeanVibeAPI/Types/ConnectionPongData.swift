// ConnectionPongData

public struct ConnectionPongData: JSONCodable {
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(additionalProperties: [String: JSONValue] = [:]) {
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        let inJSON = try wholeJSON.members()
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        let outJSON = additionalProperties
        return .object(outJSON)
    }
}
