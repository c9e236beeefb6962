// `json`: reads lines `{"type": …, "json": …}` and prints what each is once it has been a value of that type.
// `parameters URL`: calls the operation whose parameters have every style, and prints the answer.
import Foundation
import TortureAPI

@main
struct Program {
    static func main() async throws {
        if CommandLine.arguments[1] == "json" {
            while let line = readLine() { try answer(JSONValue(parsing: Data(line.utf8))) }
        } else {
            try await parameters(CommandLine.arguments[2])
        }
    }

    static func answer(_ line: JSONValue) throws {
        let types: [String: any JSONCodable.Type] = [
            "Enums": Enums.self, "Expression": Expression.self, "Names": Names.self, "Nullables": Nullables.self,
            "Objects": Objects.self, "Odd": Odd.self, "Order": Order.self, "Overlapping": Overlapping.self, "Pet": Pet.self,
            "Point": Point.self, "Recursions": Recursions.self, "Scalars": Scalars.self, "Shape": Shape.self,
            "Tree": Tree.self, "Unions": Unions.self, "Value": Value.self,
        ]
        guard let json = line["json"], case .string(let name) = line["type"], let type = types[name] else {
            throw JSONMismatch(wanted: "a type that this program knows")
        }
        do {
            let value = try type.init(json: json)
            let again = try decoded(type, JSONEncoder().encode(value))
            let direct = try decoded(type, json.data())
            guard again.asJSON == value.asJSON, direct.asJSON == value.asJSON else {
                throw JSONMismatch(wanted: "the same through Codable")
            }
            show(["json": value.asJSON, "case": .string(caseName(value)), "dates": .array(dates(value))])
        } catch {
            show(["error": .string("\(error)")])
        }
    }

    static func decoded<Value: JSONCodable>(_ type: Value.Type, _ data: Data) throws -> any JSONCodable {
        try JSONDecoder().decode(type, from: data)
    }

    /// Of an enum: its case.
    static func caseName(_ value: any JSONCodable) -> String {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .enum else { return "" }
        return mirror.children.first?.label ?? "\(value)"
    }

    /// Seconds since 1970 of the timestamps.
    static func dates(_ value: any JSONCodable) -> [JSONValue] {
        guard let date = (value as? Scalars)?.dateTime?.date else { return [] }
        return [.number(date.timeIntervalSince1970)]
    }

    static func parameters(_ url: String) async throws {
        let client = APIClient(server: URL(string: url)!)
        let answer = try await client.parameters.getEveryParameter(
            simple: 9_007_199_254_740_993, simpleList: ["a", "b"], label: "lab", matrix: [1, 2], class: .aB, form_: [1, 2],
            formJoined: ["a", "b c"], spaces: ["a", "b"], pipes: ["a", "b"], deep: GetEveryParameterDeep(from: 1, to: 2),
            asJson: Point(x: 1.5, y: 2), filterName: "é&=/?", from: Timestamp("2026-01-02T03:04:05.5+02:00"), nothing: false,
            ratio: 0.25, order: .unknown("later"), xTrace: "abc", xList: [1, 2], tracking: "t1")
        show(answer)
    }
}

func show(_ line: [String: JSONValue]) {
    print(String(decoding: (try? JSONValue.object(line).data()) ?? Data(), as: UTF8.self))
}
