// The items of an array whose places have types of their own.

struct JSONItems {
    private var items: [JSONValue]
    private var index = 0

    init(_ json: JSONValue) throws { items = try [JSONValue](json: json) }
    init() { items = [] }

    var asJSON: JSONValue { .array(items) }

    mutating func next<Value: JSONCodable>() throws -> Value {
        guard index < items.count else { throw JSONMismatch(wanted: "item \(index)") }
        defer { index += 1 }
        return try JSONMismatch.within("\(index)") { try Value(json: items[index]) }
    }

    /// What follows.
    func rest<Value: JSONCodable>() throws -> [Value] { try [Value](json: .array(Array(items[index...]))) }

    func end() throws {
        guard index == items.count else { throw JSONMismatch(wanted: "\(index) items") }
    }

    mutating func put(_ value: some JSONCodable) { items.append(value.asJSON) }
}
