// Numbers that need not be whole.

extension Double: JSONCodable {
    public init(json: JSONValue) throws {
        switch json {
        case .integer(let value): self = Double(value)
        case .number(let value): self = value
        default: throw JSONMismatch(wanted: "a number, not \(json.excerpt)")
        }
    }
    public var asJSON: JSONValue { Int64(exactly: self).map(JSONValue.integer) ?? .number(self) }
}
