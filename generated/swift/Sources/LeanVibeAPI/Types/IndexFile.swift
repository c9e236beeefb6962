// IndexFile

/// A file of the project, and how much of it is in the index.
public struct IndexFile: JSONCodable {
    /// Relative to the project's root; a folder that cannot be listed ends in `/`. Bytes that are not UTF-8 are written
    /// as `\xff`, and long paths are cut.
    public var path: String
    public var status: IndexFileStatus
    /// Why it is not `ok`.
    public var reason: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        path: String,
        status: IndexFileStatus,
        reason: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.path = path
        self.status = status
        self.reason = reason
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        path = try inJSON.required("path")
        status = try inJSON.required("status")
        reason = try inJSON.optional("reason")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["path"] = path.asJSON
        outJSON["status"] = status.asJSON
        outJSON["reason"] = reason?.asJSON
        return .object(outJSON)
    }
}
