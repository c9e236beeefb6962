"""The rule about generated code: names and types of properties in each language.

It compares what the targets generate, and so finds changes that leave the JSON as it is: a scalar that is moved into a
named schema has another type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from codegen.contract import AliasType, Contract, Declaration, ObjectType, Type
from codegen.diagnostics import Position
from codegen.diff.model import Change, Level
from codegen.diff.pair import VersionPair
from codegen.diff.rule import DiffRule
from codegen.plan.python.types import Annotations, Names
from codegen.plan.swift.types import Spelling as Swift
from codegen.plan.typescript.imports import Imports
from codegen.plan.typescript.types import Spelling as TypeScript

Spell = Callable[[Type, bool], str]
"""(type, required) -> how a language writes it in a member."""


def _languages(contract: Contract) -> dict[str, Spell]:
    python, swift = Annotations(Names(contract.types)), Swift(contract.types)
    typescript = TypeScript(contract, "bigint", Imports("types"))
    return {
        "Python": lambda t, required: python.of(t) if required else f"{python.of(t)} | MISSING",
        "Swift": swift.slot,
        "TypeScript": lambda t, required: typescript.of(t) if required else f"{typescript.of(t)} | undefined",
    }


@dataclass(frozen=True, slots=True)
class _Member:
    label: str  # '.name'; '' where the declaration itself is an alias
    type: Type
    required: bool
    position: Position


def _members(declared: Declaration) -> list[_Member]:
    if isinstance(declared, AliasType):
        return [_Member("", declared.type, True, declared.position)]
    listed = declared.properties if isinstance(declared, ObjectType) else ()
    return [_Member(f".{p.wire}", p.type, p.required, p.position) for p in listed]


def _retyped(pair: VersionPair) -> Iterator[Change]:
    """Properties that both contracts have, unless another rule reports the same place."""
    before, after = pair.old.contract, pair.new.contract
    languages = _languages(after)
    spells = {name: (spell, languages[name]) for name, spell in _languages(before).items()}
    reported = {at.pointer for event, _, _ in pair.events for at in (event.old, event.new)}
    for name in sorted(before.types.keys() & after.types.keys()):
        olds = {member.label: member for member in _members(before.types[name])}
        for member in _members(after.types[name]):
            was = olds.get(member.label)
            words = list(_words(spells, was, member)) if was else []
            if (
                was
                and words
                and not any(_within(at, p.pointer) for at in reported for p in (was.position, member.position))
            ):
                message = f"{name}{member.label}: {'; '.join(words)}"
                yield pair.change(message, was.position, member.position, f"schema {name}")


def _words(spells: Mapping[str, tuple[Spell, Spell]], was: _Member, now: _Member) -> Iterator[str]:
    for language, (old, new) in spells.items():
        before, after = old(was.type, was.required), new(now.type, now.required)
        if before != after:
            yield f"{language} {before} -> {after}"


def _within(pointer: str, of: str) -> bool:
    return pointer == of or pointer.startswith(f"{of}/")


_WRITTEN = {
    "python": "the annotation changes",
    "swift": "the type changes",
    "typescript": "the type changes",
}

RULES = (
    DiffRule(
        "member-type-changed",
        Level.SOURCE,
        "a property's generated type changes",
        "code that reads or sets it must change, though the JSON may be the same",
        _retyped,
        effects=_WRITTEN,
    ),
)
