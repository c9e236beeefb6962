"""The rule about code: what the members of a type are called and typed as in each language, beside what it was.

It compares what the targets write, and so tells what no rule about the wire does: a scalar that gets a schema of its
own is the same JSON and another type.
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
        "Python": lambda kind, required: python.of(kind) if required else f"{python.of(kind)} | MISSING",
        "Swift": swift.slot,
        "TypeScript": lambda kind, required: typescript.of(kind) if required else f"{typescript.of(kind)} | undefined",
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
    """Members that both contracts have, where no other rule speaks of the place."""
    before, after = pair.old.contract, pair.new.contract
    languages = _languages(after)
    spells = {name: (spell, languages[name]) for name, spell in _languages(before).items()}
    told = {at.pointer for event, _, _ in pair.events for at in (event.old, event.new)}
    for name in sorted(before.types.keys() & after.types.keys()):
        olds = {member.label: member for member in _members(before.types[name])}
        for member in _members(after.types[name]):
            was = olds.get(member.label)
            words = list(_words(spells, was, member)) if was else []
            if (
                was
                and words
                and not any(_within(at, p.pointer) for at in told for p in (was.position, member.position))
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
    "python": "the annotation is another",
    "swift": "the type is another",
    "typescript": "the type is another",
}

RULES = (
    DiffRule(
        "member-type-changed",
        Level.SOURCE,
        "a member is written as another type",
        "code that reads or sets it has to change, though the JSON need not",
        _retyped,
        effects=_WRITTEN,
    ),
)
