// AnalysisFacts

/// The kinds that were asked for, each the most telling first.
public struct AnalysisFacts: JSONCodable {
    public var complexity: [ComplexFunction]?
    public var unused: [UnusedFunction]?
    public var cycles: [ImportCycle]?
    public var dependencies: [DependedOnFile]?
    /// Members that the contract does not name.
    public var additionalProperties: [String: JSONValue]

    public init(
        complexity: [ComplexFunction]? = nil,
        unused: [UnusedFunction]? = nil,
        cycles: [ImportCycle]? = nil,
        dependencies: [DependedOnFile]? = nil,
        additionalProperties: [String: JSONValue] = [:]
    ) {
        self.complexity = complexity
        self.unused = unused
        self.cycles = cycles
        self.dependencies = dependencies
        self.additionalProperties = additionalProperties
    }

    public init(json wholeJSON: JSONValue) throws {
        var inJSON = try JSONMembers(wholeJSON)
        complexity = try inJSON.optional("complexity")
        unused = try inJSON.optional("unused")
        cycles = try inJSON.optional("cycles")
        dependencies = try inJSON.optional("dependencies")
        additionalProperties = inJSON.rest
    }

    public var asJSON: JSONValue {
        var outJSON = JSONMembers(additionalProperties)
        outJSON.putIfPresent("complexity", complexity)
        outJSON.putIfPresent("unused", unused)
        outJSON.putIfPresent("cycles", cycles)
        outJSON.putIfPresent("dependencies", dependencies)
        return outJSON.asJSON
    }
}
