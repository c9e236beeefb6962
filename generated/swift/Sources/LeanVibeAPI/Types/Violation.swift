// Violation

/// One place where the input breaks the contract.
public struct Violation: JSONCodable {
    /// A JSON pointer (RFC 6901) into the body, or where the place is a parameter `/query/<name>`, `/path/<name>`,
    /// `/header/<name>` or `/cookie/<name>`.
    public var pointer: String
    public var detail: String
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(pointer: String, detail: String, additionalProperties: [String: JSONValue] = [:]) {
        self.pointer = pointer
        self.detail = detail
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        pointer = try inJSON.required("pointer")
        detail = try inJSON.required("detail")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["pointer"] = pointer.asJSON
        outJSON["detail"] = detail.asJSON
        return .object(outJSON)
    }
}
