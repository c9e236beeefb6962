"""Dynamic scopes: what a `$dynamicRef` stands for depends on the way that led to it, as a generic's parameter does.

JSON Schema 2020-12, section 8.2.3.2. Each way is followed once, when types are made: a place carries what the anchors
that are still to be asked for are bound to (`At.bound`), and nothing where that is what the place itself says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from codegen.load import At, Library
from codegen.schema import REFERENCES, children

NOTHING = At(Path())


class Scopes:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._asked: dict[At, frozenset[str]] = {}

    def entered(self, at: At, target: At, dynamic: str) -> At:
        """Where a reference at `at` leads, `target` being what it names; `dynamic`: the anchor of a `$dynamicRef`."""
        if not at.bound and not any(self._has_anchors(place) for place in (at, target)):
            return target
        seen = self._bindings(at)
        value = self._value(target)
        if dynamic and isinstance(value, dict) and value.get("$dynamicAnchor") == dynamic:
            target = seen.get(dynamic, target)
        *_, entered = self._around(target)  # what lies around the resource has not been entered
        usual = self._bindings(target)
        means = {name: seen.get(name, entered.get(name, NOTHING)) for name in self._names(target)}
        kept = {name: place for name, place in means.items() if usual.get(name, NOTHING) != place}
        return replace(target, bound=tuple(sorted(kept.items())))

    def _bindings(self, at: At) -> dict[str, At]:
        """What each anchor means at a place: the outermost resource that was entered first says it."""
        found = dict(at.bound)
        for anchors in self._around(at):
            for name, place in anchors.items():
                found.setdefault(name, place)
        return {name: place for name, place in found.items() if place != NOTHING}

    def _around(self, at: At) -> list[dict[str, At]]:
        document = self._library.open(at.file)
        found = document.identifiers.around(at.pointer) if document else ({},)
        return [{name: At(at.file, pointer) for name, pointer in anchors.items()} for anchors in found]

    def _names(self, start: At) -> frozenset[str]:
        """The anchors that `$dynamicRef`s ask for, anywhere that a plain walk from here comes to."""
        if start not in self._asked:
            queue, seen, names = [start], {start}, set[str]()
            while queue:
                at = queue.pop()
                for key, place, text in self._references(self._value(at), at):
                    if key == "$dynamicRef":
                        names.add(text.rpartition("#")[2])
                    target = self._library.target(text, place)
                    if target is not None and target not in seen:
                        seen.add(target)
                        queue.append(target)
            self._asked[start] = frozenset(names)
        return self._asked[start]

    def _references(self, schema: Any, at: At) -> Iterator[tuple[str, At, str]]:
        for key in REFERENCES:
            if isinstance(schema, dict) and isinstance(schema.get(key), str):
                yield key, at, schema[key]
        for tokens, child in children(schema):
            place = at
            for token in tokens:
                place = place / token
            yield from self._references(child, place)

    def _has_anchors(self, at: At) -> bool:
        document = self._library.open(at.file)
        return document is not None and bool(document.identifiers.dynamic)

    def _value(self, at: At) -> Any:
        try:
            return self._library.find(at)
        except KeyError:
            return None
