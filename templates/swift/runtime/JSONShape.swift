// Cases that no member names: what a value must look like to be one of them.

/// A necessary condition of a case: a value for which it fails is not the case.
struct JSONShape: Sendable {
    var types: [String] = []
    var required: [String] = []
    var constants: [String: [JSONValue]] = [:]
    var members: [String: [String]] = [:]
    var closed: [String]?
    var values: [JSONValue]?
    var items: [String] = []

    func fits(_ json: JSONValue) -> Bool {
        guard types.isEmpty || types.contains(where: { json.isA($0) }) else { return false }
        if let values, !values.contains(json) { return false }
        switch json {
        case .object(let object):
            return required.allSatisfy { object[$0] != nil }
                && constants.allSatisfy { name, allowed in object[name].map(allowed.contains) ?? true }
                && members.allSatisfy { name, types in object[name]?.isAny(of: types) ?? true }
                && (closed.map { Set(object.keys).isSubset(of: $0) } ?? true)
        case .array(let array):
            return items.isEmpty || array.allSatisfy { $0.isAny(of: items) }
        default:
            return true
        }
    }
}

extension JSONValue {
    fileprivate func isA(_ wanted: String) -> Bool { type == wanted || (wanted == "number" && type == "integer") }
    fileprivate func isAny(of types: [String]) -> Bool { types.isEmpty || types.contains { isA($0) } }

    /// The value as this type, where its shape fits and it decodes.
    func read<Value: JSONCodable>(_ shape: JSONShape) -> Value? { shape.fits(self) ? try? Value(json: self) : nil }
}
