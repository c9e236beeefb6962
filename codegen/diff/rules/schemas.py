"""Rules about schemas: one row per kind of change, with its level for received and for sent values.

What the server receives may widen and what it sends may narrow; any other change affects deployed programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from codegen.diff.model import Change, Direction, Level, merged
from codegen.diff.pair import VersionPair
from codegen.diff.rule import DiffRule, Effects, everywhere

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS

_TYPE = {
    "python": "the annotation changes",
    "swift": "the type changes",
    "typescript": "the type changes",
}
_CASE = {
    "python": "the Literal changes",
    "swift": "exhaustive switches",
    "typescript": "exhaustive switches",
}
_LESS = everywhere("code that refers to it")
_OPTION = {
    "python": "becomes `| MISSING`",
    "swift": "becomes optional",
    "typescript": "becomes optional",
}
_NEEDED = {
    "python": "the constructor requires it",
    "swift": "the initializer requires it",
    "typescript": "object literals require it",
}
_NULL = {
    "python": "`| None` is added or removed",
    "swift": "`?` is added or removed",
    "typescript": "`| null` is added or removed",
}
_UNION = {
    "python": "the union changes",
    "swift": "exhaustive switches",
    "typescript": "exhaustive narrowing",
}
_NAME = {
    "python": "the class is renamed",
    "swift": "the type is renamed",
    "typescript": "the type is renamed",
}
_NONE: Effects = {}


@dataclass(frozen=True, slots=True)
class _Row:
    """`received` and `sent` are levels per direction; None where the change cannot occur."""

    kind: str
    change: str
    received: Level | None
    sent: Level | None
    purpose: str
    effects: Effects = field(default_factory=dict)


_ROWS = (
    _Row("type-narrowed", "fewer JSON types are allowed", W, S, "values of the other types are rejected", _TYPE),
    _Row("type-widened", "more JSON types are allowed", S, W, "readers receive a type that they cannot decode", _TYPE),
    _Row("type-changed", "the JSON type changes", W, W, "no value is valid on both sides", _TYPE),
    _Row("null-refused", "null is no longer allowed", W, S, "null is rejected", _NULL),
    _Row("null-admitted", "null becomes allowed", S, W, "readers receive null where there was none before", _NULL),
    _Row("enum-value-removed", "an enum value is removed", W, S, "the value is rejected", _CASE),
    _Row("enum-value-added", "an enum value is added", S, W, "readers receive a value that they do not know", _CASE),
    _Row("enum-introduced", "an enum is introduced", W, S, "other values are rejected", _TYPE),
    _Row("enum-lifted", "an enum is removed", S, W, "readers receive values that they do not know", _TYPE),
    _Row("const-changed", "a constant changes", W, W, "values that identify a case no longer match", _CASE),
    _Row("range-tightened", "minimum or maximum is tightened", W, D, "numbers beyond it are rejected"),
    _Row("range-loosened", "minimum or maximum is loosened", D, W, "readers receive numbers that they do not expect"),
    _Row("multiple-tightened", "multipleOf is added or coarser", W, D, "other numbers are rejected"),
    _Row(
        "multiple-loosened", "multipleOf is removed or finer", D, W, "readers receive numbers that they do not expect"
    ),
    _Row("length-tightened", "minLength or maxLength is tightened", W, D, "longer or shorter text is rejected"),
    _Row("length-loosened", "minLength or maxLength is loosened", D, W, "readers receive text of an unexpected length"),
    _Row("pattern-added", "a pattern is added", W, D, "other text is rejected"),
    _Row("pattern-removed", "a pattern is removed", D, W, "readers receive text that they cannot parse"),
    _Row("pattern-changed", "a pattern changes", W, W, "text that matches one may not match the other"),
    _Row("format-added", "a format is added or narrower", W, S, "other values are rejected", _TYPE),
    _Row(
        "format-removed", "a format is removed or wider", S, W, "readers receive values that they cannot parse", _TYPE
    ),
    _Row("format-changed", "a format changes", W, W, "a value of one format may not be valid in the other", _TYPE),
    _Row("format-hint-changed", "a format that is not validated changes", S, S, "the generated type may change", _TYPE),
    _Row("items-tightened", "minItems or maxItems is tightened", W, D, "longer or shorter arrays are rejected"),
    _Row("items-loosened", "minItems or maxItems is loosened", D, W, "readers receive arrays of an unexpected length"),
    _Row("unique-items-added", "uniqueItems is added", W, D, "arrays with duplicates are rejected"),
    _Row("unique-items-removed", "uniqueItems is removed", D, W, "readers that build sets lose items"),
    _Row(
        "members-tightened",
        "minProperties or maxProperties is tightened",
        W,
        D,
        "larger or smaller objects are rejected",
    ),
    _Row(
        "members-loosened",
        "minProperties or maxProperties is loosened",
        D,
        W,
        "readers receive objects of an unexpected size",
    ),
    _Row("property-required", "a property becomes required", W, S, "objects without it are rejected", _NEEDED),
    _Row("property-optional", "a property becomes optional", S, W, "readers rely on it and it may be absent", _OPTION),
    _Row("property-added", "an optional property is added", D, D, "clients may send it"),
    _Row("required-property-added", "a required property is added", W, D, "objects without it are rejected", _NEEDED),
    _Row(
        "property-removed",
        "an optional property is removed",
        W,
        S,
        "what is sent is ignored, or what is read is absent",
        _LESS,
    ),
    _Row("required-property-removed", "a required property is removed", W, W, "it is ignored or absent", _LESS),
    _Row("closed-property-added", "a property is added to a closed object", D, W, "readers reject the property", _NONE),
    _Row(
        "closed-property-removed",
        "a property is removed from a closed object",
        W,
        D,
        "objects with it are rejected",
        _NONE,
    ),
    _Row(
        "additional-tightened",
        "additional properties are forbidden or restricted",
        W,
        S,
        "objects with them are rejected",
        _TYPE,
    ),
    _Row(
        "additional-loosened",
        "additional properties are allowed or widened",
        S,
        W,
        "readers receive properties that they reject",
        _TYPE,
    ),
    _Row(
        "union-case-added",
        "a oneOf or anyOf case is added",
        S,
        W,
        "readers receive a case that they do not know",
        _UNION,
    ),
    _Row("union-case-removed", "a oneOf or anyOf case is removed", W, S, "values of that case are rejected", _UNION),
    _Row("union-ambiguous", "cases of a oneOf may now overlap", W, W, "a value that matches two cases is rejected"),
    _Row("discriminator-changed", "the discriminator or a tag changes", W, W, "cases are selected differently", _UNION),
    _Row("dependency-added", "dependentRequired is added", W, D, "objects without the other property are rejected"),
    _Row("dependency-removed", "dependentRequired is removed", D, W, "readers rely on the other property"),
    _Row("constraint-added", "another constraint is added (not, if, contains, …)", W, D, "some values are rejected"),
    _Row("constraint-removed", "another constraint is removed", D, W, "readers receive values that they reject"),
    _Row("constraint-changed", "another constraint changes", W, W, "compatibility cannot be shown"),
    _Row("default-changed", "a default changes", W, D, "its absence means something else"),
    _Row("read-only-added", "a property becomes readOnly", W, None, "what clients send is ignored", _LESS),
    _Row("read-only-removed", "a property is no longer readOnly", S, None, "clients may write it", _OPTION),
    _Row("write-only-added", "a property becomes writeOnly", W, W, "readers no longer get it", _LESS),
    _Row(
        "write-only-removed",
        "a property is no longer writeOnly",
        D,
        W,
        "readers receive a property that was withheld",
        _OPTION,
    ),
)

_WORDS = (
    _Row("type-renamed", "a schema is renamed", S, S, "the type is named after the schema", _NAME),
    _Row("deprecated", "a schema or property is deprecated", D, D, "it should no longer be used"),
    _Row("undeprecated", "a schema or property is no longer deprecated", D, D, "it may be used again"),
    _Row("description-changed", "a description or title changes", D, D, "only documentation changes"),
    _Row("example-changed", "an example changes", D, D, "only documentation changes"),
)


def _check(event_type: str, direction: Direction | None) -> Callable[[VersionPair], Iterable[Change]]:
    words = event_type.replace("-", " ")

    def check(pair: VersionPair) -> Iterable[Change]:
        return merged(
            Change(
                f"{event.where}: {words}: {event.detail}",
                pair.old.position(event.old),
                pair.new.position(event.new),
                uses,
            )
            for event, way, uses in pair.events
            if event.kind == event_type and direction in (None, way)
        )

    return check


def _rules() -> Iterable[DiffRule]:
    for row in _ROWS:
        for direction, level in ((Direction.RECEIVES, row.received), (Direction.SENDS, row.sent)):
            if level is not None:
                yield DiffRule(
                    f"{direction.value}-{row.kind}",
                    level,
                    row.change,
                    row.purpose,
                    _check(row.kind, direction),
                    direction,
                    row.effects,
                )
    for row in _WORDS:
        level = row.sent or Level.DOCS
        yield DiffRule(f"schema-{row.kind}", level, row.change, row.purpose, _check(row.kind, None), None, row.effects)


RULES = tuple(_rules())
