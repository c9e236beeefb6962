// Cursor

/// An opaque place in a list, taken from `nextCursor` of the page before. It stays valid while the list's filter stays
/// the same; one that the server does not know is answered with 404 `cursor_unknown`.
public typealias Cursor = String
