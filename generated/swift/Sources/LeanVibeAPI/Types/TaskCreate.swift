// TaskCreate

/// A new task. It starts in `backlog` with priority `medium` unless told otherwise.
public struct TaskCreate: JSONCodable {
    public var title: String
    /// Default:
    public var description: String?
    public var dueAt: Timestamp?
    public var labels: LabelList?
    public var priority: TaskPriority?
    public var status: TaskStatus?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        title: String,
        description: String? = nil,
        dueAt: Timestamp? = nil,
        labels: LabelList? = nil,
        priority: TaskPriority? = nil,
        status: TaskStatus? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.title = title
        self.description = description
        self.dueAt = dueAt
        self.labels = labels
        self.priority = priority
        self.status = status
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        title = try inJSON.required("title")
        description = try inJSON.optional("description")
        dueAt = try inJSON.optional("dueAt")
        labels = try inJSON.optional("labels")
        priority = try inJSON.optional("priority")
        status = try inJSON.optional("status")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["title"] = title.asJSON
        outJSON["description"] = description?.asJSON
        outJSON["dueAt"] = dueAt?.asJSON
        outJSON["labels"] = labels?.asJSON
        outJSON["priority"] = priority?.asJSON
        outJSON["status"] = status?.asJSON
        return .object(outJSON)
    }
}
