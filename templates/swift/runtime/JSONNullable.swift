// Values that may be null.

extension Optional: JSONCodable where Wrapped: JSONCodable {
    public init(json: JSONValue) throws { self = json == .null ? nil : try Wrapped(json: json) }
    public var asJSON: JSONValue { self?.asJSON ?? .null }
}

/// An optional member that may be null: `nil` where it is absent, `.null`, or `.value`.
public enum Nullable<Value: JSONCodable>: JSONCodable {
    case null
    case value(Value)

    public init(json: JSONValue) throws { self = json == .null ? .null : .value(try Value(json: json)) }

    public var value: Value? { if case .value(let value) = self { value } else { nil } }
    public var asJSON: JSONValue { value?.asJSON ?? .null }
}
