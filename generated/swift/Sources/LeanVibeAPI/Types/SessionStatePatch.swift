// SessionStatePatch

/// A JSON merge patch (RFC 7396) of the state. A member that is null is removed.
public typealias SessionStatePatch = [String: JSONValue]
