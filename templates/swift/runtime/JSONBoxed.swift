// Types that hold themselves.

/// Holds a value elsewhere, so that a type can hold itself.
@propertyWrapper
public indirect enum Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
    case value(Value)

    public init(wrappedValue: Value) { self = .value(wrappedValue) }

    public var wrappedValue: Value {
        get { switch self { case .value(let value): value } }
        set { self = .value(newValue) }
    }
}
