// Epoch

/// One incarnation of a session's event log. Places in the log of another epoch mean nothing.
public typealias Epoch = String
