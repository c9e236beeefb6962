// Problem

/// The body of every error (RFC 9457). `code` is for programs, `title` and `detail` are for people; `requestId` finds
/// the request in the server's log.
public struct Problem: JSONCodable {
    /// What kind of problem this is; `about:blank` where the status says it all.
    public var type: String
    /// The same words for every occurrence of this kind.
    public var title: String
    /// The HTTP status.
    public var status: Int32
    public var code: ProblemCode
    /// Also sent in the header `X-Request-Id`.
    public var requestId: String
    /// What happened here and what to do about it.
    public var detail: String?
    /// Every violation that was found in the input, at most 100.
    public var errors: [Violation]?
    /// The path of the request.
    public var instance: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        type: String,
        title: String,
        status: Int32,
        code: ProblemCode,
        requestId: String,
        detail: String? = nil,
        errors: [Violation]? = nil,
        instance: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.code = code
        self.requestId = requestId
        self.detail = detail
        self.errors = errors
        self.instance = instance
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        type = try inJSON.required("type")
        title = try inJSON.required("title")
        status = try inJSON.required("status")
        code = try inJSON.required("code")
        requestId = try inJSON.required("requestId")
        detail = try inJSON.optional("detail")
        errors = try inJSON.optional("errors")
        instance = try inJSON.optional("instance")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["type"] = type.asJSON
        outJSON["title"] = title.asJSON
        outJSON["status"] = status.asJSON
        outJSON["code"] = code.asJSON
        outJSON["requestId"] = requestId.asJSON
        outJSON["detail"] = detail?.asJSON
        outJSON["errors"] = errors?.asJSON
        outJSON["instance"] = instance?.asJSON
        return .object(outJSON)
    }
}
