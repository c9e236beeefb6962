// SessionMessageCreatedPayload

public struct SessionMessageCreatedPayload: JSONCodable {
    public var data: SessionMessage
    public var metadata: EventMetadata
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        data: SessionMessage,
        metadata: EventMetadata,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.data = data
        self.metadata = metadata
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        data = try inJSON.required("data")
        metadata = try inJSON.required("metadata")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("data", data)
        outJSON.put("metadata", metadata)
        return outJSON.asJSON
    }
}
