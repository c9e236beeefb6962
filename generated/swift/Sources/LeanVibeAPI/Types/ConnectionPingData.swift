// ConnectionPingData

public struct ConnectionPingData: JSONCodable {
    /// A stream whose tail the client does not have has lost it.
    public var streams: [StreamTail]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(streams: [StreamTail], additionalProperties: [String: JSONValue] = [:]) {
        self.streams = streams
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        streams = try inJSON.required("streams")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["streams"] = streams.asJSON
        return .object(outJSON)
    }
}
