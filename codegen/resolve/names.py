"""Names that would meet in some language: settled once for all of them, and pinned so that no addition renames one.

A scope is what shares a namespace: all types, the members of one object, the parameters of one operation. In a scope
each thing has an identity (its spelling, or its place) and the words that it asks for. Who was there before keeps what
it had; of the others the first in order of identities gets its words as they are, and the next ones a number.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from codegen.contract import Declaration, ObjectType, Ref, Words
from codegen.load import At
from codegen.naming import pascal
from codegen.resolve.walk import map_parts, map_type

Pins = Mapping[str, Mapping[str, str]]
"""Scope -> identity -> name, words separated by blanks: what names.lock holds."""

LONGEST = 96  # bytes of a name: as a file it needs room for a suffix below the 255 that file systems allow
TYPES = "types"
# What targets call types of their own after what has a name: a schema that comes later stands back for these, too.
DERIVED = {
    "operations": ("error", "result", "input", "body"),
    "tags": ("operations",),
    "channels": ("connection", "incoming", "outgoing"),
}


def same(name: Words) -> str:
    """Names that are equal by this meet in the case rule of some language."""
    return pascal(name).replace("_", "").casefold()


@dataclass(slots=True)
class Names:
    """`folder`: places are written relative to it. `given` is what has been settled so far, for the next names.lock."""

    folder: Path
    pins: Pins = field(default_factory=dict)
    given: dict[str, dict[str, str]] = field(default_factory=dict)

    def place(self, at: At, mark: str = "") -> str:
        """The identity of a place in a file, the same on every machine."""
        bound = "".join(f" {name}={self.place(place)}" for name, place in at.bound)
        return self.relative(f"{at.file}#{at.pointer}{bound}{mark and f' {mark}'}")

    def relative(self, place: str) -> str:
        file, _, rest = place.partition("#")
        return f"{Path(os.path.relpath(file, self.folder)).as_posix()}#{rest}"

    def settle(self, scope: str, wanted: Iterable[tuple[str, Words]], last: Collection[str] = ()) -> list[Words]:
        """Final words, all different, in the order asked for; identities in `last` stand back for the others.

        Only the scope of types may be asked several times.
        """
        asked = {identity: bounded(name) for identity, name in wanted}
        pins, given = self.pins.get(scope, {}), self.given.setdefault(scope, {})
        found: dict[str, Words] = {}
        kept: set[str] = set()
        for one, name in sorted(asked.items()):
            old = _kept(pins.get(one), name)
            if old and same(old) not in kept:  # a merge can give one name to two things
                found[one] = old
                kept.add(same(old))
        reserved = [*given.values(), *map(" ".join, found.values())]
        if scope == TYPES:  # of those that are yet to come
            reserved += [name for one, name in pins.items() if one not in given]
            reserved += [f"{name} {end}" for of, ends in DERIVED.items() for name in self._pinned(of) for end in ends]
        taken = {_same(name) for name in reserved}
        for one in sorted(asked.keys() - found.keys(), key=lambda one: (one in last, one)):
            found[one] = _free(asked[one], taken)
            taken.add(same(found[one]))
        given |= {one: " ".join(name) for one, name in found.items()}
        return [found[one] for one in asked]

    def _pinned(self, scope: str) -> Iterable[str]:
        return self.pins.get(scope, {}).values()

    @property
    def wronged(self) -> bool:
        """Whether a type had to stand back for a pinned name that nobody bears any more."""
        pins, given = self.pins.get(TYPES, {}), self.given.get(TYPES, {})
        dead = set(map(_same, pins.values())) - set(map(_same, given.values()))
        return any(pins.get(place) != name and same(_unnumbered(name)) in dead for place, name in given.items())

    def again(self) -> Names:
        """The same without the pins of types that are no more."""
        given = self.given.get(TYPES, {})
        alive = {place: name for place, name in self.pins.get(TYPES, {}).items() if given.get(place) == name}
        return Names(self.folder, {**self.pins, TYPES: alive})


def bounded(name: Words) -> Words:
    """A name that is too long ends early, with a mark that tells it from others that begin alike."""
    if len(pascal(name).encode()) <= LONGEST:
        return name
    mark = f"x{hashlib.sha256(' '.join(name).encode()).hexdigest()[:8]}"
    kept: list[str] = []
    room = LONGEST - len(mark)
    for word in name:
        part = word.encode()[: max(0, room)].decode(errors="ignore")
        room -= len(part.encode()) + 1  # the sign that some case rules put between words
        if part:
            kept.append(part)
        if part != word:
            break
    return (*kept, mark)


def _kept(pinned: str | None, name: Words) -> Words | None:
    """The pinned name, where it is still the one asked for: with a number at most, or without a part of its end.

    names.lock is edited and merged by hand: what is not made of words is no name, and never reaches an identifier.
    """
    if pinned is None or not all(f"a{word}".isidentifier() and word.isalnum() for word in pinned.split(" ")):
        return None
    old = tuple(pinned.split(" "))
    return old if same(name).startswith(same(_unnumbered(pinned))) or same(name) == same(old) else None


def _same(name: str) -> str:
    return same(tuple(name.split(" ")))


def _unnumbered(name: str) -> Words:
    parts = tuple(name.split(" "))
    return parts[:-1] if len(parts) > 1 and parts[-1].isdigit() else parts


def _free(name: Words, taken: set[str]) -> Words:
    found, number = name, 2
    while same(found) in taken:
        found, number = (*name, str(number)), number + 1
    return found


def settle_types(
    declarations: Mapping[str, Declaration], names: Names
) -> tuple[dict[str, Declaration], dict[str, str]]:
    """Declarations under their final names, sorted, and what each provisional name ('@…') of an inline one has become.

    The fewer words a name has, the earlier it is settled: it is nearer to something that people have named.
    """
    inline = {old: declared for old, declared in declarations.items() if old.startswith("@")}
    places = _places(inline)
    settled: dict[str, Words] = {}
    for length in sorted({len(declared.words) for declared in inline.values()}):
        group = [old for old, declared in inline.items() if len(declared.words) == length]
        given = names.settle(TYPES, ((names.relative(places[old]), inline[old].words) for old in group))
        settled |= dict(zip(group, given, strict=True))
    final = {old: pascal(name) for old, name in settled.items()}
    result = {}
    for old, declaration in declarations.items():
        changed = map_parts(declaration, lambda kind: map_type(kind, lambda ref: Ref(final.get(ref.name, ref.name))))
        if isinstance(changed, ObjectType):
            changed = replace(changed, parents=tuple(final.get(parent, parent) for parent in changed.parents))
        name = final.get(old, old)
        result[name] = replace(changed, name=name, words=settled.get(old, declaration.words))
    return dict(sorted(result.items())), final


def _places(inline: Iterable[str]) -> dict[str, str]:
    """The identity of each: `file#pointer` and the view; the words, too, where one place is reached under several."""
    parts = {old: old[1:].rsplit("|", 2) for old in inline}
    short = {old: f"{place}{' write' if view == 'write' else ''}" for old, (place, view, _) in parts.items()}
    counts = Counter(short.values())
    return {old: one if counts[one] == 1 else f"{one} as {parts[old][2]}" for old, one in short.items()}
