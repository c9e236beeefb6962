// Citation

/// Lines of a project's file that an answer relies on. They exist, as of the index that was used.
public struct Citation: JSONCodable {
    /// Relative to the project's root, with forward slashes.
    public var path: String
    /// First line, counted from 1.
    public var startLine: Int32
    /// Last line, included.
    public var endLine: Int32
    /// Similarity to the question.
    public var score: Double
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        path: String,
        startLine: Int32,
        endLine: Int32,
        score: Double,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.path = path
        self.startLine = startLine
        self.endLine = endLine
        self.score = score
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        path = try inJSON.required("path")
        startLine = try inJSON.required("startLine")
        endLine = try inJSON.required("endLine")
        score = try inJSON.required("score")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["path"] = path.asJSON
        outJSON["startLine"] = startLine.asJSON
        outJSON["endLine"] = endLine.asJSON
        outJSON["score"] = score.asJSON
        return .object(outJSON)
    }
}
