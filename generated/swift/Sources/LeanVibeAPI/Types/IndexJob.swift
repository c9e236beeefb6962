// IndexJob

/// One run of the indexer over a project. Files that did not change since the last run are skipped.
public struct IndexJob: JSONCodable {
    public var id: String
    public var projectId: String
    public var state: IndexJobState
    /// What the job is doing, in this order.
    public var phase: IndexJobPhase
    /// Files to read; 0 while scanning.
    public var filesTotal: Int32
    public var filesDone: Int32
    /// Chunks to embed.
    public var chunksTotal: Int32?
    public var chunksDone: Int32?
    public var queuedAt: Timestamp
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    /// Why it failed.
    public var error: String?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        id: String,
        projectId: String,
        state: IndexJobState,
        phase: IndexJobPhase,
        filesTotal: Int32,
        filesDone: Int32,
        queuedAt: Timestamp,
        chunksTotal: Int32? = nil,
        chunksDone: Int32? = nil,
        startedAt: Timestamp? = nil,
        finishedAt: Timestamp? = nil,
        error: String? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.projectId = projectId
        self.state = state
        self.phase = phase
        self.filesTotal = filesTotal
        self.filesDone = filesDone
        self.chunksTotal = chunksTotal
        self.chunksDone = chunksDone
        self.queuedAt = queuedAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.error = error
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        id = try inJSON.required("id")
        projectId = try inJSON.required("projectId")
        state = try inJSON.required("state")
        phase = try inJSON.required("phase")
        filesTotal = try inJSON.required("filesTotal")
        filesDone = try inJSON.required("filesDone")
        chunksTotal = try inJSON.optional("chunksTotal")
        chunksDone = try inJSON.optional("chunksDone")
        queuedAt = try inJSON.required("queuedAt")
        startedAt = try inJSON.optional("startedAt")
        finishedAt = try inJSON.optional("finishedAt")
        error = try inJSON.optional("error")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.put("id", id)
        outJSON.put("projectId", projectId)
        outJSON.put("state", state)
        outJSON.put("phase", phase)
        outJSON.put("filesTotal", filesTotal)
        outJSON.put("filesDone", filesDone)
        outJSON.putIfPresent("chunksTotal", chunksTotal)
        outJSON.putIfPresent("chunksDone", chunksDone)
        outJSON.put("queuedAt", queuedAt)
        outJSON.putIfPresent("startedAt", startedAt)
        outJSON.putIfPresent("finishedAt", finishedAt)
        outJSON.putIfPresent("error", error)
        return outJSON.asJSON
    }
}
