"""Events: the kinds of change that a comparison of two schemas can find, and what each does to the set of values.

`narrows`: some value that the old schema admits may be refused by the new one; `widens`: the reverse. A comparison
without a narrowing event proves that every old value is still accepted, and likewise for widening. One convention
is the premise: who sends an open object does not invent members that only the other version names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from codegen.load import At


@dataclass(frozen=True, slots=True)
class Kind:
    narrows: bool
    widens: bool


_N, _W, _B, _0 = Kind(True, False), Kind(False, True), Kind(True, True), Kind(False, False)

KINDS: Mapping[str, Kind] = {
    "type-narrowed": _N, "type-widened": _W, "type-changed": _B,
    "null-refused": _N, "null-admitted": _W,
    "enum-value-removed": _N, "enum-value-added": _W, "enum-introduced": _N, "enum-lifted": _W, "const-changed": _B,
    "range-tightened": _N, "range-loosened": _W,
    "multiple-tightened": _N, "multiple-loosened": _W,
    "length-tightened": _N, "length-loosened": _W,
    "pattern-added": _N, "pattern-removed": _W, "pattern-changed": _B,
    "format-added": _N, "format-removed": _W, "format-changed": _B, "format-hint-changed": _0,
    "items-tightened": _N, "items-loosened": _W,
    "unique-items-added": _N, "unique-items-removed": _W,
    "members-tightened": _N, "members-loosened": _W,
    "property-required": _N, "property-optional": _W,
    "property-added": _0, "required-property-added": _N,
    "property-removed": _0, "required-property-removed": _W,
    "closed-property-added": _W, "closed-property-removed": _N,
    "additional-tightened": _N, "additional-loosened": _W,
    "union-case-added": _W, "union-case-removed": _N, "union-ambiguous": _B,
    "discriminator-changed": _0,
    "dependency-added": _N, "dependency-removed": _W,
    "constraint-added": _N, "constraint-removed": _W, "constraint-changed": _B,
    "default-changed": _0,
    "read-only-added": _0, "read-only-removed": _0, "write-only-added": _N, "write-only-removed": _W,
    "type-renamed": _0, "deprecated": _0, "undeprecated": _0, "description-changed": _0, "example-changed": _0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `where` names the place in the schema: 'Pet.tags[]'."""

    kind: str
    where: str
    detail: str
    old: At
    new: At
    member: str = ""  # the property that was added or removed

    @property
    def narrows(self) -> bool:
        return KINDS[self.kind].narrows

    @property
    def widens(self) -> bool:
        return KINDS[self.kind].widens
