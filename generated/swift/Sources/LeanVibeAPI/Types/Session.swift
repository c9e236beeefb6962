// Session

/// A conversation that several clients of one person may share. It is deleted 24 hours after its last use.
public struct Session: JSONCodable {
    public var id: String
    public var title: String
    public var messageCount: Int32
    public var epoch: Epoch
    public var tailSeq: Seq
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    public var expiresAt: Timestamp
    /// The project that questions are about.
    public var projectId: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        id: String,
        title: String,
        messageCount: Int32,
        epoch: Epoch,
        tailSeq: Seq,
        createdAt: Timestamp,
        updatedAt: Timestamp,
        expiresAt: Timestamp,
        projectId: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.title = title
        self.messageCount = messageCount
        self.epoch = epoch
        self.tailSeq = tailSeq
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.expiresAt = expiresAt
        self.projectId = projectId
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        id = try inJSON.required("id")
        title = try inJSON.required("title")
        messageCount = try inJSON.required("messageCount")
        epoch = try inJSON.required("epoch")
        tailSeq = try inJSON.required("tailSeq")
        createdAt = try inJSON.required("createdAt")
        updatedAt = try inJSON.required("updatedAt")
        expiresAt = try inJSON.required("expiresAt")
        projectId = try inJSON.optional("projectId")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["id"] = id.asJSON
        outJSON["title"] = title.asJSON
        outJSON["messageCount"] = messageCount.asJSON
        outJSON["epoch"] = epoch.asJSON
        outJSON["tailSeq"] = tailSeq.asJSON
        outJSON["createdAt"] = createdAt.asJSON
        outJSON["updatedAt"] = updatedAt.asJSON
        outJSON["expiresAt"] = expiresAt.asJSON
        outJSON["projectId"] = projectId?.asJSON
        return .object(outJSON)
    }
}
