// What no JSON fits.

extension Never: JSONCodable {
    public init(json: JSONValue) throws { throw JSONMismatch(wanted: "nothing") }
    public var asJSON: JSONValue { switch self {} }
}
