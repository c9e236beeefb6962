// EventCursor

/// `<epoch>-<seq>` of the last event that the client has; also the `id` of a server-sent event.
public typealias EventCursor = String
