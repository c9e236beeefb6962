// StreamOpenPayload

public struct StreamOpenPayload: JSONCodable {
    public var data: StreamOpenData
    public var metadata: CommandMetadata
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        data: StreamOpenData,
        metadata: CommandMetadata,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.data = data
        self.metadata = metadata
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        data = try inJSON.required("data")
        metadata = try inJSON.required("metadata")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["data"] = data.asJSON
        outJSON["metadata"] = metadata.asJSON
        return .object(outJSON)
    }
}
