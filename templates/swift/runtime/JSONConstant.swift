// Members that always hold the same value.

extension [String: JSONValue] {
    mutating func constant(_ name: String, _ value: JSONValue) throws {
        guard removeValue(forKey: name) == value else { throw JSONMismatch(wanted: "\(value)", path: "/\(name)") }
    }
}
