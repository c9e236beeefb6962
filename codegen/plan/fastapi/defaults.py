"""Whether a parameter's default can stand in a handler's signature: people write `default: "10"` on an integer."""

from __future__ import annotations

from collections.abc import Mapping

from codegen.contract import (
    JSON,
    AliasType,
    AnyJson,
    Const,
    Declaration,
    EnumType,
    Nullable,
    Ref,
    Scalar,
    ScalarKind,
    Type,
    UnionType,
)

_TEXTS = frozenset(ScalarKind) - {
    ScalarKind.BOOLEAN,
    ScalarKind.INTEGER,
    ScalarKind.INT32,
    ScalarKind.INT64,
    ScalarKind.NUMBER,
    ScalarKind.BINARY,
    ScalarKind.NULL,
    ScalarKind.DATE_TIME,
}


def fits(kind: Type, value: JSON, types: Mapping[str, Declaration]) -> bool:
    """Whether a scalar is of the type. Other values, and date-times, have no literal in Python."""
    match kind:
        case Scalar(kind=scalar):
            return _is(scalar, value)
        case Const():
            return kind == Const(value)
        case AnyJson():
            return isinstance(value, str | int | float)
        case Nullable(of=inner):
            return fits(inner, value, types)
        case Ref(name=name):
            declared = types[name]
            match declared:
                case EnumType():
                    return any(Const(known.value) == Const(value) for known in declared.values)
                case AliasType():
                    return fits(declared.type, value, types)
                case UnionType():
                    return any(fits(case.type, value, types) for case in declared.cases)
    return False


def _is(scalar: ScalarKind, value: JSON) -> bool:
    if isinstance(value, bool) or scalar is ScalarKind.BOOLEAN:
        return isinstance(value, bool) and scalar is ScalarKind.BOOLEAN
    if isinstance(value, int):
        return scalar in (ScalarKind.INTEGER, ScalarKind.INT32, ScalarKind.INT64, ScalarKind.NUMBER)
    if isinstance(value, float):
        return scalar is ScalarKind.NUMBER
    return isinstance(value, str) and scalar in _TEXTS
