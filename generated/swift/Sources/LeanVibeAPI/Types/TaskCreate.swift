// TaskCreate

/// A new task. It starts in `backlog` with priority `medium` unless told otherwise.
public struct TaskCreate: JSONCodable {
    public var title: String
    /// Default:
    public var description: String?
    public var status: TaskStatus?
    public var priority: TaskPriority?
    public var labels: LabelList?
    public var dueAt: Timestamp?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        title: String,
        description: String? = nil,
        status: TaskStatus? = nil,
        priority: TaskPriority? = nil,
        labels: LabelList? = nil,
        dueAt: Timestamp? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.title = title
        self.description = description
        self.status = status
        self.priority = priority
        self.labels = labels
        self.dueAt = dueAt
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        title = try inJSON.required("title")
        description = try inJSON.optional("description")
        status = try inJSON.optional("status")
        priority = try inJSON.optional("priority")
        labels = try inJSON.optional("labels")
        dueAt = try inJSON.optional("dueAt")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("title", title)
        outJSON.putIfPresent("description", description)
        outJSON.putIfPresent("status", status)
        outJSON.putIfPresent("priority", priority)
        outJSON.putIfPresent("labels", labels)
        outJSON.putIfPresent("dueAt", dueAt)
        return outJSON.asJSON
    }
}
