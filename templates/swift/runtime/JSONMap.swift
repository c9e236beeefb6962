// Objects whose members are all of one type.

extension Dictionary: JSONCodable where Key == String, Value: JSONCodable {
    public init(json: JSONValue) throws { self = try json.members().typed() }
    public var asJSON: JSONValue { .object(mapValues(\.asJSON)) }
}

extension [String: JSONValue] {
    func typed<Member: JSONCodable>() throws -> [String: Member] {
        var found: [String: Member] = [:]
        for (name, json) in self { found[name] = try JSONMismatch.within(name) { try Member(json: json) } }
        return found
    }
}
