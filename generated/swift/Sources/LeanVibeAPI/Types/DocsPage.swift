// DocsPage

/// A page of HTML that needs no script and no address but its own.
public typealias DocsPage = String
