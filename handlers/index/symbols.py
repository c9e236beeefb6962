"""Lookup tables over the symbols of one language in one project."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from handlers.index.facts import Import, Symbol

OUTSIDE: Final = "outside"
"""A name that comes from outside the project."""

Target = str
"""A descriptor of the project, or OUTSIDE."""


@dataclass(slots=True)
class SymbolTable:
    """Depends only on the facts, never on the order in which files were read."""

    symbols: dict[str, Symbol] = field(default_factory=dict)
    modules: list[Symbol] = field(default_factory=list)
    members: dict[str, dict[str, str]] = field(default_factory=dict)
    """Descriptor of a scope to its definitions by name; the last definition of a name counts."""
    methods: dict[str, list[str]] = field(default_factory=dict)
    """Methods and properties by bare name, for guesses."""
    imports: dict[str, dict[str, Import]] = field(default_factory=dict)
    """Module descriptor to its imports by bound name."""
    stars: dict[str, list[Import]] = field(default_factory=dict)
    """Module descriptor to its star imports."""
    bases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """Class descriptor to the dotted expressions of its bases, in order."""

    @classmethod
    def of(
        cls,
        symbols: Iterable[Symbol],
        imports: Mapping[str, Sequence[Import]],
        inheritance: Iterable[tuple[str, tuple[str, ...]]],
    ) -> "SymbolTable":
        """`imports` maps a module's descriptor to its imports, `inheritance` pairs classes with their bases."""
        table = cls()
        for symbol in sorted(symbols, key=lambda s: (s.start_line, s.descriptor)):
            table._add(symbol)
        for descriptor, statements in imports.items():
            table.imports[descriptor] = {i.bound: i for i in statements if i.name != "*"}
            table.stars[descriptor] = [i for i in statements if i.name == "*"]
        for source, chain in inheritance:
            table.bases.setdefault(source, []).append(chain)
        return table

    def _add(self, symbol: Symbol) -> None:
        self.symbols[symbol.descriptor] = symbol
        if symbol.kind == "module":
            self.modules.append(symbol)
        elif symbol.parent is not None:
            self.members.setdefault(symbol.parent, {})[symbol.name] = symbol.descriptor
            if symbol.kind in ("method", "property"):
                self.methods.setdefault(symbol.name, []).append(symbol.descriptor)

    def enclosing_class(self, source: str) -> str | None:
        """The innermost class around `source`, or `source` itself."""
        at: str | None = source
        while at is not None:
            symbol = self.symbols[at]
            if symbol.kind == "class":
                return at
            at = symbol.parent
        return None

    def module_of(self, source: str) -> str:
        """The module that a symbol is defined in."""
        at = source
        while (parent := self.symbols[at].parent) is not None:
            at = parent
        return at
