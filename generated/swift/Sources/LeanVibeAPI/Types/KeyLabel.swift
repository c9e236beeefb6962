// KeyLabel

/// A note for the list of keys, for example which device holds this one.
public typealias KeyLabel = String
