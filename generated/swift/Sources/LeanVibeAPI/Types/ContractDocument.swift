// ContractDocument

/// An OpenAPI or AsyncAPI document, its references to other files resolved.
public typealias ContractDocument = [String: JSONValue]
