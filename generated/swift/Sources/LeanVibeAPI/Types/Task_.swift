// Task_

/// A piece of work of one project.
public struct Task_: JSONCodable {
    public var id: String
    public var projectId: String
    public var title: String
    /// Markdown.
    public var description: String
    public var status: TaskStatus
    public var priority: TaskPriority
    public var labels: LabelList
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    public var dueAt: Timestamp?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        id: String,
        projectId: String,
        title: String,
        description: String,
        status: TaskStatus,
        priority: TaskPriority,
        labels: LabelList,
        createdAt: Timestamp,
        updatedAt: Timestamp,
        dueAt: Timestamp? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.projectId = projectId
        self.title = title
        self.description = description
        self.status = status
        self.priority = priority
        self.labels = labels
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.dueAt = dueAt
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        id = try inJSON.required("id")
        projectId = try inJSON.required("projectId")
        title = try inJSON.required("title")
        description = try inJSON.required("description")
        status = try inJSON.required("status")
        priority = try inJSON.required("priority")
        labels = try inJSON.required("labels")
        createdAt = try inJSON.required("createdAt")
        updatedAt = try inJSON.required("updatedAt")
        dueAt = try inJSON.optional("dueAt")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["id"] = id.asJSON
        outJSON["projectId"] = projectId.asJSON
        outJSON["title"] = title.asJSON
        outJSON["description"] = description.asJSON
        outJSON["status"] = status.asJSON
        outJSON["priority"] = priority.asJSON
        outJSON["labels"] = labels.asJSON
        outJSON["createdAt"] = createdAt.asJSON
        outJSON["updatedAt"] = updatedAt.asJSON
        outJSON["dueAt"] = dueAt?.asJSON
        return .object(outJSON)
    }
}
