// TaskUpdate

/// The members to change; the others stay. `dueAt` null removes the date.
public struct TaskUpdate: JSONCodable {
    public var description: String?
    public var dueAt: Nullable<Timestamp>?
    public var labels: LabelList?
    public var priority: TaskPriority?
    public var status: TaskStatus?
    public var title: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        description: String? = nil,
        dueAt: Nullable<Timestamp>? = nil,
        labels: LabelList? = nil,
        priority: TaskPriority? = nil,
        status: TaskStatus? = nil,
        title: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.description = description
        self.dueAt = dueAt
        self.labels = labels
        self.priority = priority
        self.status = status
        self.title = title
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        description = try inJSON.optional("description")
        dueAt = try inJSON.optional("dueAt")
        labels = try inJSON.optional("labels")
        priority = try inJSON.optional("priority")
        status = try inJSON.optional("status")
        title = try inJSON.optional("title")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["description"] = description?.asJSON
        outJSON["dueAt"] = dueAt?.asJSON
        outJSON["labels"] = labels?.asJSON
        outJSON["priority"] = priority?.asJSON
        outJSON["status"] = status?.asJSON
        outJSON["title"] = title?.asJSON
        return .object(outJSON)
    }
}
