// IndexCounts

/// What the index holds: nodes and edges of the code graph, and chunks that search looks through; and how many files
/// are only partly in it, or not at all. `listIndexFiles` gives the reasons.
public struct IndexCounts: JSONCodable {
    /// Files that were read; the partial ones too.
    public var files: Int32
    public var modules: Int32
    public var classes: Int32
    public var functions: Int32
    public var edges: Int32
    public var chunks: Int32
    /// Files of which a part could not be read.
    public var partial: Int32
    /// Files that are not read on purpose.
    public var skipped: Int32
    /// Files on which an error stopped the work.
    public var failed: Int32
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        files: Int32,
        modules: Int32,
        classes: Int32,
        functions: Int32,
        edges: Int32,
        chunks: Int32,
        partial: Int32,
        skipped: Int32,
        failed: Int32,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.files = files
        self.modules = modules
        self.classes = classes
        self.functions = functions
        self.edges = edges
        self.chunks = chunks
        self.partial = partial
        self.skipped = skipped
        self.failed = failed
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try wholeJSON.members()
        files = try inJSON.required("files")
        modules = try inJSON.required("modules")
        classes = try inJSON.required("classes")
        functions = try inJSON.required("functions")
        edges = try inJSON.required("edges")
        chunks = try inJSON.required("chunks")
        partial = try inJSON.required("partial")
        skipped = try inJSON.required("skipped")
        failed = try inJSON.required("failed")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["files"] = files.asJSON
        outJSON["modules"] = modules.asJSON
        outJSON["classes"] = classes.asJSON
        outJSON["functions"] = functions.asJSON
        outJSON["edges"] = edges.asJSON
        outJSON["chunks"] = chunks.asJSON
        outJSON["partial"] = partial.asJSON
        outJSON["skipped"] = skipped.asJSON
        outJSON["failed"] = failed.asJSON
        return .object(outJSON)
    }
}
