// KeyCreate

/// A new key.
public struct KeyCreate: JSONCodable {
    public var clientClass: ClientClass
    public var label: KeyLabel?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        clientClass: ClientClass,
        label: KeyLabel? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.clientClass = clientClass
        self.label = label
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        clientClass = try inJSON.required("clientClass")
        label = try inJSON.optional("label")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["clientClass"] = clientClass.asJSON
        outJSON["label"] = label?.asJSON
        return .object(outJSON)
    }
}
