// Answers that are text, or of one of several content types.
import Foundation

extension HTTPResponse {
    func text() async throws -> String { String(decoding: try await data(), as: UTF8.self) }

    /// Text that stands for a value of another type.
    func text<Value: JSONCodable>(_ type: Value.Type) async throws -> Value {
        let data = try await data()
        let text = String(decoding: data, as: UTF8.self)
        do {
            let typed = (try? JSONValue(parsing: data)).flatMap { try? Value(json: $0) }
            return try typed ?? Value(json: .string(text))
        } catch { throw unexpected(data, "\(error)") }
    }

    /// Whether the content is of this type; `image/*` admits any image.
    func holds(_ contentType: String) -> Bool {
        let given = (headers["content-type"] ?? "").split(separator: ";").first ?? ""
        let (mine, wanted) = (given.trimmingCharacters(in: .whitespaces).lowercased(), contentType.lowercased())
        if wanted == "*/*" { return true }
        return wanted.hasSuffix("/*") ? mine.hasPrefix(wanted.dropLast()) : mine == wanted
    }
}
