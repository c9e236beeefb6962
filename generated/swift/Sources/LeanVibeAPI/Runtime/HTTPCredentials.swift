// How the secrets that a client is given are sent.

/// How a credential travels.
public enum HTTPCredential: Sendable {
    case header(String, String)
    case query(String, String)
    case cookie(String, String)
}

extension [String: HTTPCredential] {
    /// Puts those of the first requirement that asks for something and can be met into a call.
    @Sendable func authorise(_ call: inout HTTPCall, _ security: [[String]]) {
        let chosen = security.first { !$0.isEmpty && $0.allSatisfy { self[$0] != nil } } ?? []
        for credential in chosen.compactMap({ self[$0] }) { call.add(credential) }
    }
}

extension HTTPCall {
    fileprivate mutating func add(_ credential: HTTPCredential) {
        switch credential {
        case .header(let name, let value): header(name, text: value)
        case .query(let name, let value): query(name, value)
        case .cookie(let name, let value): cookie(name, value)
        }
    }
}
