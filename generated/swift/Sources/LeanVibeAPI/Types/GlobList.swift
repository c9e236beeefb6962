// GlobList

/// Paths left out of the index besides those that `.gitignore` names and known secrets; glob patterns relative to the
/// root, `**` for any depth.
public typealias GlobList = [String]
