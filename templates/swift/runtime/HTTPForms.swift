// Forms: application/x-www-form-urlencoded, and multipart (RFC 7578).
import Foundation

struct MultipartForm {
    private var data = Data()
    private let boundary = "part-\(UUID().uuidString)"

    mutating func file(_ name: String, _ file: BinaryFile?, _ contentType: String = "application/octet-stream") {
        guard let file else { return }
        let named = "; filename=\"\(quoted(file.name ?? name))\""
        part(name, named, file.contentType ?? contentType, file.data)
    }

    mutating func files(_ name: String, _ files: [BinaryFile]?, _ contentType: String = "application/octet-stream") {
        for one in files ?? [] { file(name, one, contentType) }
    }

    /// A list repeats its part; objects are JSON.
    mutating func value(_ name: String, _ value: (some JSONCodable)?, _ contentType: String = "") {
        guard let json = value?.asJSON else { return }
        if case .array(let items) = json, contentType != "application/json" {
            for item in items { self.value(name, item, contentType) }
            return
        }
        let structured = switch json { case .object, .array: true; default: false }
        let type = contentType.isEmpty ? (structured ? "application/json" : "text/plain") : contentType
        part(name, "", type, Data((type == "application/json" ? json.text : json.plain).utf8))
    }

    mutating func values(_ members: [String: some JSONCodable]) {
        for (name, member) in members.sorted(by: { $0.key < $1.key }) { value(name, member) }
    }

    private mutating func part(_ name: String, _ more: String, _ contentType: String, _ content: Data) {
        let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(quoted(name))\"\(more)\r\n"
        data.append(Data("\(head)Content-Type: \(contentType)\r\n\r\n".utf8))
        data.append(content)
        data.append(Data("\r\n".utf8))
    }

    /// A name cannot end its own quotes, nor its line.
    private func quoted(_ text: String) -> String {
        [("\"", "%22"), ("\r", "%0D"), ("\n", "%0A")].reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }

    fileprivate var whole: (Data, String) { (data + Data("--\(boundary)--\r\n".utf8), boundary) }
}

extension HTTPCall {
    /// `styles` of members that are not written as usual, and whether they explode.
    mutating func form(_ value: some JSONCodable, _ styles: [String: (HTTPStyle, explode: Bool)] = [:]) {
        guard case .object(let members) = value.asJSON else { return }
        let pieces = members.sorted { $0.key < $1.key }.map { name, member in
            let (style, explode) = styles[name] ?? (HTTPParameter.form, true)
            return style(HTTPParameter(name: name, explode: explode))(member)
        }
        body(Data(pieces.filter { !$0.isEmpty }.joined(separator: "&").utf8), "application/x-www-form-urlencoded")
    }

    mutating func multipart(_ form: MultipartForm, _ contentType: String = "multipart/form-data") {
        let (data, boundary) = form.whole
        body(data, "\(contentType); boundary=\(boundary)")
    }
}
