"""Imports of a generated file, recorded while its text is written: a reference produces its import."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

# The modules of a package in the order in which a file imports them; those of operations come first.
ORDER = (
    "channels", "runtime/cases", "runtime/bodies", "runtime/calls", "runtime/channels", "runtime/json",
    "runtime/results", "runtime/headers", "runtime/newer", "runtime/streams", "runtime/choices", "runtime/forms",
    "runtime/styles", "runtime/security", "plans", "types",
)  # fmt: skip
_WIDTH = 120


@dataclass(slots=True)
class Imports:
    """What the file `path` takes from other modules of its package. A module is a path below src/ without suffix.

    `type` and `value` record a name and return it, so that writing a reference and importing it are one step.
    """

    path: str
    exact_json: bool = False
    """Whether the file writes or reads integers that a number of JavaScript does not hold."""
    _names: dict[str, dict[str, bool]] = field(default_factory=dict)  # module -> name -> whether it is a value
    _namespaces: dict[str, tuple[str, bool]] = field(default_factory=dict)  # module -> (alias, whether it is a value)

    @property
    def modules(self) -> frozenset[str]:
        return frozenset({*self._names, *self._namespaces})

    def type(self, module: str, name: str) -> str:
        """Record a name that is used as a type only."""
        self._names.setdefault(module, {}).setdefault(name, False)
        return name

    def value(self, module: str, name: str) -> str:
        """Record a function, a constant or a class that is called or extended."""
        self._names.setdefault(module, {})[name] = True
        return name

    def types_of(self, module: str, alias: str) -> str:
        """Record all types of a module as members of `alias`; returns the prefix of a member, `t.`."""
        self._namespaces.setdefault(module, (alias, False))
        return f"{alias}."

    def values_of(self, module: str, alias: str) -> str:
        """Record all values of a module as members of `alias`; returns the prefix of a member, `plans.`."""
        self._namespaces[module] = (alias, True)
        return f"{alias}."

    def lines(self) -> tuple[str, ...]:
        """The import statements."""
        rank = {module: index for index, module in enumerate(ORDER)}
        written: list[str] = []
        for module in sorted(self.modules, key=lambda module: (rank.get(module, -1), module)):
            address = posixpath.relpath(module, posixpath.dirname(self.path) or ".")
            source = f'"{address if address.startswith("..") else "./" + address}.js"'
            if module in self._namespaces:
                alias, value = self._namespaces[module]
                written.append(f"import {'' if value else 'type '}* as {alias} from {source};")
            if module in self._names:
                written += _named(self._names[module], source)
        return tuple(written)


def _named(names: dict[str, bool], source: str) -> list[str]:
    """`import type { … }` where every name is a type; over several lines where one would be too long."""
    values = any(names.values())
    listed = [
        name if names[name] or not values else f"type {name}" for name in sorted(names, key=lambda n: (n.lower(), n))
    ]
    head = "import {" if values else "import type {"
    whole = f"{head} {', '.join(listed)} }} from {source};"
    return [whole] if len(whole) <= _WIDTH else [head, *(f"  {name}," for name in listed), f"}} from {source};"]
