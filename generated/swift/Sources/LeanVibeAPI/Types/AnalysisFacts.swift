// AnalysisFacts

/// The kinds that were asked for, each the most telling first.
public struct AnalysisFacts: JSONCodable {
    public var complexity: [ComplexFunction]?
    public var cycles: [ImportCycle]?
    public var dependencies: [DependedOnFile]?
    public var unused: [UnusedFunction]?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        complexity: [ComplexFunction]? = nil,
        cycles: [ImportCycle]? = nil,
        dependencies: [DependedOnFile]? = nil,
        unused: [UnusedFunction]? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.complexity = complexity
        self.cycles = cycles
        self.dependencies = dependencies
        self.unused = unused
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        complexity = try inJSON.optional("complexity")
        cycles = try inJSON.optional("cycles")
        dependencies = try inJSON.optional("dependencies")
        unused = try inJSON.optional("unused")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.putIfPresent("complexity", complexity)
        outJSON.putIfPresent("cycles", cycles)
        outJSON.putIfPresent("dependencies", dependencies)
        outJSON.putIfPresent("unused", unused)
        return outJSON.asJSON
    }
}
