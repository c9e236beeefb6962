// KeyId

/// Part of the key's secret, and not secret itself.
public typealias KeyId = String
