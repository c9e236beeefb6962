// SessionState

/// A document of the clients' own making (open files, drafts, settings of a view), at most 256 KiB as JSON. The server
/// keeps it, versions it by `ETag` and gives it no meaning.
public typealias SessionState = [String: JSONValue]
