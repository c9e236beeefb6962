// Booleans.

extension Bool: JSONCodable {
    public init(json: JSONValue) throws {
        guard case .bool(let value) = json else { throw JSONMismatch(wanted: "a boolean, not \(json.excerpt)") }
        self = value
    }
    public var asJSON: JSONValue { .bool(self) }
}
