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
    public var queuedAt: Timestamp
    public var chunksDone: Int32?
    /// Chunks to embed.
    public var chunksTotal: Int32?
    /// Why it failed.
    public var error: String?
    public var finishedAt: Timestamp?
    public var startedAt: Timestamp?
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
        chunksDone: Int32? = nil,
        chunksTotal: Int32? = nil,
        error: String? = nil,
        finishedAt: Timestamp? = nil,
        startedAt: Timestamp? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.id = id
        self.projectId = projectId
        self.state = state
        self.phase = phase
        self.filesTotal = filesTotal
        self.filesDone = filesDone
        self.queuedAt = queuedAt
        self.chunksDone = chunksDone
        self.chunksTotal = chunksTotal
        self.error = error
        self.finishedAt = finishedAt
        self.startedAt = startedAt
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        id = try inJSON.required("id")
        projectId = try inJSON.required("projectId")
        state = try inJSON.required("state")
        phase = try inJSON.required("phase")
        filesTotal = try inJSON.required("filesTotal")
        filesDone = try inJSON.required("filesDone")
        queuedAt = try inJSON.required("queuedAt")
        chunksDone = try inJSON.optional("chunksDone")
        chunksTotal = try inJSON.optional("chunksTotal")
        error = try inJSON.optional("error")
        finishedAt = try inJSON.optional("finishedAt")
        startedAt = try inJSON.optional("startedAt")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["id"] = id.asJSON
        outJSON["projectId"] = projectId.asJSON
        outJSON["state"] = state.asJSON
        outJSON["phase"] = phase.asJSON
        outJSON["filesTotal"] = filesTotal.asJSON
        outJSON["filesDone"] = filesDone.asJSON
        outJSON["queuedAt"] = queuedAt.asJSON
        outJSON["chunksDone"] = chunksDone?.asJSON
        outJSON["chunksTotal"] = chunksTotal?.asJSON
        outJSON["error"] = error?.asJSON
        outJSON["finishedAt"] = finishedAt?.asJSON
        outJSON["startedAt"] = startedAt?.asJSON
        return .object(outJSON)
    }
}
