// Bytes within values.
import Foundation

/// Bytes with what a form says of them.
public struct BinaryFile: JSONCodable {
    public var data: Data
    public var name: String?
    public var contentType: String?

    public init(_ data: Data, name: String? = nil, contentType: String? = nil) {
        (self.data, self.name, self.contentType) = (data, name, contentType)
    }

    /// Within JSON bytes are text.
    public init(json: JSONValue) throws { self.init(Data(try String(json: json).utf8)) }
    public var asJSON: JSONValue { .string(String(decoding: data, as: UTF8.self)) }
}
