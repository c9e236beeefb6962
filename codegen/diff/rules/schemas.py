"""Rules about schemas: a row a kind of change, with what it means where the server receives and where it sends.

What it receives may widen, what it sends may narrow; anything else reaches a deployed program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from codegen.diff.model import Change, Direction, Level, merged
from codegen.diff.pair import VersionPair
from codegen.diff.rule import DiffRule, Effects, everywhere

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS

_TYPE = {
    "python": "the annotation is another",
    "swift": "the type is another",
    "typescript": "the type is another",
}
_CASE = {
    "python": "a Literal changes",
    "swift": "a case: an exhaustive switch",
    "typescript": "a literal: an exhaustive switch",
}
_LESS = everywhere("code that names it")
_OPTION = {
    "python": "may be MISSING",
    "swift": "becomes optional",
    "typescript": "may be undefined",
}
_NEEDED = {
    "python": "the constructor needs it",
    "swift": "the initializer needs it",
    "typescript": "the literal needs it",
}
_NULL = {
    "python": "`| None` comes or goes",
    "swift": "`?` comes or goes",
    "typescript": "`| null` comes or goes",
}
_UNION = {
    "python": "the union has other members",
    "swift": "an enum case: an exhaustive switch",
    "typescript": "a union member: narrowing",
}
_NAME = {
    "python": "the class's name",
    "swift": "the type's name",
    "typescript": "the type's name",
}
_NONE: Effects = {}


@dataclass(frozen=True, slots=True)
class _Row:
    """`received` and `sent` are the levels there; None where the change cannot happen that way."""

    kind: str
    change: str
    received: Level | None
    sent: Level | None
    purpose: str
    effects: Effects = field(default_factory=dict)


_ROWS = (
    _Row("type-narrowed", "fewer JSON types are admitted", W, S, "values of the other types are refused", _TYPE),
    _Row("type-widened", "more JSON types are admitted", S, W, "readers meet a type that they cannot read", _TYPE),
    _Row("type-changed", "the JSON type is another", W, W, "no value passes on both sides", _TYPE),
    _Row("null-refused", "null is no longer admitted", W, S, "null is refused", _NULL),
    _Row("null-admitted", "null is admitted", S, W, "readers meet null where there never was one", _NULL),
    _Row("enum-value-removed", "an enum loses a value", W, S, "the value is refused", _CASE),
    _Row("enum-value-added", "an enum gains a value", S, W, "readers meet a value that they do not know", _CASE),
    _Row("enum-introduced", "any value becomes a list of values", W, S, "other values are refused", _TYPE),
    _Row("enum-lifted", "a list of values becomes any value", S, W, "readers meet values that they do not know", _TYPE),
    _Row("const-changed", "a constant is another", W, W, "what told a message apart has changed", _CASE),
    _Row("range-tightened", "minimum or maximum is tighter", W, D, "numbers beyond it are refused"),
    _Row("range-loosened", "minimum or maximum is looser", D, W, "readers meet numbers that they do not expect"),
    _Row("multiple-tightened", "multipleOf is added or coarser", W, D, "other numbers are refused"),
    _Row("multiple-loosened", "multipleOf is removed or finer", D, W, "readers meet numbers that they do not expect"),
    _Row("length-tightened", "minLength or maxLength is tighter", W, D, "longer or shorter text is refused"),
    _Row("length-loosened", "minLength or maxLength is looser", D, W, "readers meet text that does not fit"),
    _Row("pattern-added", "a pattern is added", W, D, "other text is refused"),
    _Row("pattern-removed", "a pattern is removed", D, W, "readers meet text that they cannot take apart"),
    _Row("pattern-changed", "a pattern is another", W, W, "text that fits one need not fit the other"),
    _Row("format-added", "a format is added or narrower", W, S, "other values are refused", _TYPE),
    _Row("format-removed", "a format is removed or wider", S, W, "readers cannot parse the value", _TYPE),
    _Row("format-changed", "a format is another", W, W, "what fits one need not fit the other", _TYPE),
    _Row("format-hint-changed", "a format that nobody checks changes", S, S, "it may name another type", _TYPE),
    _Row("items-tightened", "minItems or maxItems is tighter", W, D, "longer or shorter lists are refused"),
    _Row("items-loosened", "minItems or maxItems is looser", D, W, "readers meet lists of a length they don't expect"),
    _Row("unique-items-added", "items must be unique", W, D, "lists with repetitions are refused"),
    _Row("unique-items-removed", "items may repeat", D, W, "readers that make sets lose items"),
    _Row("members-tightened", "minProperties or maxProperties is tighter", W, D, "larger or smaller maps are refused"),
    _Row("members-loosened", "minProperties or maxProperties is looser", D, W, "readers meet maps they don't expect"),
    _Row("property-required", "a member becomes required", W, S, "objects without it are refused", _NEEDED),
    _Row("property-optional", "a member becomes optional", S, W, "readers need it and it is not there", _OPTION),
    _Row("property-added", "an optional member is added", D, D, "there is something new to say"),
    _Row("required-property-added", "a required member is added", W, D, "objects without it are refused", _NEEDED),
    _Row("property-removed", "an optional member is removed", W, S, "what is sent there is ignored, or missed", _LESS),
    _Row("required-property-removed", "a required member is removed", W, W, "it is ignored, or missed", _LESS),
    _Row("closed-property-added", "a closed object gains a member", D, W, "readers refuse the member", _NONE),
    _Row("closed-property-removed", "a closed object loses a member", W, D, "objects with it are refused", _NONE),
    _Row("additional-tightened", "other members are refused or typed", W, S, "objects with them are refused", _TYPE),
    _Row("additional-loosened", "other members are admitted", S, W, "readers meet members that they refuse", _TYPE),
    _Row(
        "union-case-added", "a oneOf or anyOf gains a case", S, W, "readers meet a case that they do not know", _UNION
    ),
    _Row("union-case-removed", "a oneOf or anyOf loses a case", W, S, "values of that case are refused", _UNION),
    _Row("union-ambiguous", "cases of a oneOf may overlap now", W, W, "a value of two cases is refused"),
    _Row(
        "discriminator-changed", "the discriminator or a tag is another", W, W, "cases are told apart otherwise", _UNION
    ),
    _Row("dependency-added", "dependentRequired is added", W, D, "objects without the other member are refused"),
    _Row("dependency-removed", "dependentRequired is removed", D, W, "readers miss the other member"),
    _Row("constraint-added", "another constraint is added (not, if, contains, …)", W, D, "some values are refused"),
    _Row("constraint-removed", "another constraint is removed", D, W, "readers meet values that they refuse"),
    _Row("constraint-changed", "another constraint is another", W, W, "nothing shows that it is compatible"),
    _Row("default-changed", "a default is another", W, D, "leaving it out means something else"),
    _Row("read-only-added", "a member becomes readOnly", W, None, "what is sent there is ignored", _LESS),
    _Row("read-only-removed", "a member is no longer readOnly", S, None, "it can be written now", _OPTION),
    _Row("write-only-added", "a member becomes writeOnly", W, W, "readers no longer get it", _LESS),
    _Row(
        "write-only-removed",
        "a member is no longer writeOnly",
        D,
        W,
        "readers are sent what was kept from them",
        _OPTION,
    ),
)

_WORDS = (
    _Row("type-renamed", "a schema has another name", S, S, "the type's name is the schema's", _NAME),
    _Row("deprecated", "something is deprecated", D, D, "people should stop to use it"),
    _Row("undeprecated", "something is no longer deprecated", D, D, "people may use it again"),
    _Row("description-changed", "a description or title changes", D, D, "people read something else"),
    _Row("example-changed", "an example changes", D, D, "people copy something else"),
)


def _check(kind: str, direction: Direction | None) -> Callable[[VersionPair], Iterable[Change]]:
    words = kind.replace("-", " ")

    def check(pair: VersionPair) -> Iterable[Change]:
        return merged(
            Change(
                f"{event.where}: {words}: {event.detail}",
                pair.old.position(event.old),
                pair.new.position(event.new),
                uses,
            )
            for event, way, uses in pair.events
            if event.kind == kind and direction in (None, way)
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
