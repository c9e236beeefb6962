// IndexStatus

/// What the index of a project holds, and the job that changes it or changed it last.
public struct IndexStatus: JSONCodable {
    public var projectId: String
    public var state: IndexState
    public var counts: IndexCounts
    /// End of the last job that succeeded.
    public var indexedAt: Timestamp?
    public var job: IndexJob?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        projectId: String,
        state: IndexState,
        counts: IndexCounts,
        indexedAt: Timestamp? = nil,
        job: IndexJob? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.projectId = projectId
        self.state = state
        self.counts = counts
        self.indexedAt = indexedAt
        self.job = job
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        projectId = try inJSON.required("projectId")
        state = try inJSON.required("state")
        counts = try inJSON.required("counts")
        indexedAt = try inJSON.optional("indexedAt")
        job = try inJSON.optional("job")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["projectId"] = projectId.asJSON
        outJSON["state"] = state.asJSON
        outJSON["counts"] = counts.asJSON
        outJSON["indexedAt"] = indexedAt?.asJSON
        outJSON["job"] = job?.asJSON
        return .object(outJSON)
    }
}
