// Objects whose members are all of one type.

extension Dictionary: JSONCodable where Key == String, Value: JSONCodable {
    public init(json: JSONValue) throws {
        guard case .object(let members) = json else { throw JSONMismatch(wanted: "an object, not \(json.type)") }
        self = [:]
        for (name, value) in members { self[name] = try JSONMismatch.within(name) { try Value(json: value) } }
    }
    public var asJSON: JSONValue { .object(mapValues(\.asJSON)) }
}

extension JSONMembers {
    func others<Value: JSONCodable>() throws -> [String: Value] { try [String: Value](json: asJSON) }
}
