// ConnectionHelloData

public struct ConnectionHelloData: JSONCodable {
    public let `protocol`: String = "leanvibe.v1"
    /// Chosen by the client, once for all its connections.
    public var clientId: String
    public var resume: [StreamPosition]
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        clientId: String,
        resume: [StreamPosition],
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.clientId = clientId
        self.resume = resume
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        try inJSON.constant("protocol", .string("leanvibe.v1"))
        clientId = try inJSON.required("clientId")
        resume = try inJSON.required("resume")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["protocol"] = `protocol`.asJSON
        outJSON["clientId"] = clientId.asJSON
        outJSON["resume"] = resume.asJSON
        return .object(outJSON)
    }
}
