// Enumerations that may grow.

/// A list of values that may grow: one that this code does not know is kept as `unknown`.
public protocol OpenEnum: JSONCodable, RawRepresentable where RawValue: JSONCodable {
    init(rawValue: RawValue)
}

extension OpenEnum {
    // Said here once more: an enum would have its own `Codable` made before it took that of `JSONCodable`.
    public init(from decoder: any Decoder) throws { try self.init(json: JSONValue(from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try asJSON.encode(to: encoder) }
    public init(json: JSONValue) throws { self.init(rawValue: try RawValue(json: json)) }
    public var asJSON: JSONValue { rawValue.asJSON }
}
