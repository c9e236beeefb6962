// CodeAnalysisRequest

/// What to analyse.
public struct CodeAnalysisRequest: JSONCodable {
    public var projectId: String
    /// The facts wanted; all where absent.
    public var focus: [AnalysisFocus]?
    /// The most facts of a kind.
    ///
    /// Default: 10
    public var limit: Int32?
    /// Only this file or folder, relative to the root. Unknown to the index is 404 `file_not_found`.
    public var path: String?
    /// Whether the model puts the facts into words.
    ///
    /// Default: true
    public var summarize: Bool?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        projectId: String,
        focus: [AnalysisFocus]? = nil,
        limit: Int32? = nil,
        path: String? = nil,
        summarize: Bool? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.projectId = projectId
        self.focus = focus
        self.limit = limit
        self.path = path
        self.summarize = summarize
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        projectId = try inJSON.required("projectId")
        focus = try inJSON.optional("focus")
        limit = try inJSON.optional("limit")
        path = try inJSON.optional("path")
        summarize = try inJSON.optional("summarize")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["projectId"] = projectId.asJSON
        outJSON["focus"] = focus?.asJSON
        outJSON["limit"] = limit?.asJSON
        outJSON["path"] = path?.asJSON
        outJSON["summarize"] = summarize?.asJSON
        return .object(outJSON)
    }
}
