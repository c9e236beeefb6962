// Seq

/// An event's place in its session's log, without gaps, from 1; 0 stands before the first event.
public typealias Seq = Int
