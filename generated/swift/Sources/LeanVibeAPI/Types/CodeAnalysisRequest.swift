// CodeAnalysisRequest

/// What to analyse.
public struct CodeAnalysisRequest: JSONCodable {
    public var projectId: String
    /// Only this file or folder, relative to the root. Unknown to the index is 404 `file_not_found`.
    public var path: String?
    /// The facts wanted; all where absent.
    public var focus: [AnalysisFocus]?
    /// The most facts of a kind.
    ///
    /// Default: 10
    public var limit: Int32?
    /// Whether the model puts the facts into words.
    ///
    /// Default: true
    public var summarize: Bool?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        projectId: String,
        path: String? = nil,
        focus: [AnalysisFocus]? = nil,
        limit: Int32? = nil,
        summarize: Bool? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.projectId = projectId
        self.path = path
        self.focus = focus
        self.limit = limit
        self.summarize = summarize
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        projectId = try inJSON.required("projectId")
        path = try inJSON.optional("path")
        focus = try inJSON.optional("focus")
        limit = try inJSON.optional("limit")
        summarize = try inJSON.optional("summarize")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("projectId", projectId)
        outJSON.putIfPresent("path", path)
        outJSON.putIfPresent("focus", focus)
        outJSON.putIfPresent("limit", limit)
        outJSON.putIfPresent("summarize", summarize)
        return outJSON.asJSON
    }
}
