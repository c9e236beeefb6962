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
        var inJSON = try wholeJSON.members()
        complexity = try inJSON.optional("complexity")
        cycles = try inJSON.optional("cycles")
        dependencies = try inJSON.optional("dependencies")
        unused = try inJSON.optional("unused")
        additionalProperties = inJSON
    }

    public var asJSON: JSONValue {
        var outJSON = additionalProperties
        outJSON["complexity"] = complexity?.asJSON
        outJSON["cycles"] = cycles?.asJSON
        outJSON["dependencies"] = dependencies?.asJSON
        outJSON["unused"] = unused?.asJSON
        return .object(outJSON)
    }
}
