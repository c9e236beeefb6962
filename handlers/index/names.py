"""What every name of a project means: modules, members, imports and base classes, resolved as Python would."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from handlers.index.facts import Import, Symbol

MAX_CANDIDATES: Final = 20
OUTSIDE: Final = "outside"
"""A name that is known to come from outside the project."""

Target = str
"""A descriptor of the project, or OUTSIDE."""


@dataclass(slots=True)
class ProjectNames:
    """Lookup tables over all symbols. Everything is decided by the facts, never by the order in which they came."""

    symbols: dict[str, Symbol] = field(default_factory=dict)
    members: dict[str, dict[str, str]] = field(default_factory=dict)
    """Descriptor of a scope to its definitions by name; the last definition of a name counts, as in Python."""
    methods: dict[str, list[str]] = field(default_factory=dict)
    """Methods and properties by bare name, for guesses."""
    modules: dict[str, str] = field(default_factory=dict)
    """Qualified name to module descriptor."""
    tails: dict[str, list[str]] = field(default_factory=dict)
    """Last part of a module's name to the modules that have it."""
    imports: dict[str, dict[str, Import]] = field(default_factory=dict)
    """Module descriptor to its imports by bound name."""
    stars: dict[str, list[str]] = field(default_factory=dict)
    """Module descriptor to the modules that it imports everything from."""
    bases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        symbols: Iterable[Symbol],
        imports: Iterable[tuple[str, Sequence[Import]]],
        inheritance: Iterable[tuple[str, tuple[str, ...]]],
    ) -> "ProjectNames":
        """The tables of a project; `imports` pairs a module's descriptor with its imports."""
        names = cls()
        for symbol in sorted(symbols, key=lambda s: (s.start_line, s.descriptor)):
            names._add(symbol)
        for descriptor, found in imports:
            names.imports[descriptor] = {i.bound: i for i in found if i.name != "*"}
            names.stars[descriptor] = [i.module for i in found if i.name == "*"]
        for source, chain in inheritance:
            names.bases.setdefault(source, []).append(chain)
        return names

    def _add(self, symbol: Symbol) -> None:
        self.symbols[symbol.descriptor] = symbol
        if symbol.kind == "module":
            known = self.modules.get(symbol.qname)
            self.modules[symbol.qname] = min(known, symbol.descriptor) if known else symbol.descriptor
            self.tails.setdefault(symbol.name, []).append(symbol.descriptor)
        elif symbol.parent is not None:
            self.members.setdefault(symbol.parent, {})[symbol.name] = symbol.descriptor
            if symbol.kind in ("method", "property"):
                self.methods.setdefault(symbol.name, []).append(symbol.descriptor)

    # -- modules -------------------------------------------------------------------------------------------------

    def module(self, dotted: str, importer: str) -> str | None:
        """The project's module that `importer` (a descriptor) names `dotted`; None when it lies outside.

        Absolute names are tried whole, then beside the importer (a script's folder is on the path), then as the end of
        exactly one module's name, because a project's root is often not the root of its packages.
        """
        if dotted.startswith("."):
            return self._relative(dotted, importer)
        if dotted in self.modules:
            return self.modules[dotted]
        first, _, rest = dotted.partition(".")
        if first in sys.stdlib_module_names:
            return None
        folder = PurePosixPath(importer).parent.as_posix()
        if beside := self._at("" if folder == "." else folder, dotted.split(".")):
            return beside
        ending = "." + dotted
        fitting = [d for d in self.tails.get(dotted.rsplit(".", 1)[-1], []) if self.symbols[d].qname.endswith(ending)]
        if not rest:  # a single word fits too easily: only a package's name counts
            fitting = [descriptor for descriptor in fitting if descriptor.endswith("/__init__/")]
        return fitting[0] if len(fitting) == 1 else None

    def _relative(self, dotted: str, importer: str) -> str | None:
        name = dotted.lstrip(".")
        parents = PurePosixPath(importer).parents
        at = len(dotted) - len(name) - 1
        if at >= len(parents):
            return None
        folder = parents[at].as_posix()
        return self._at("" if folder == "." else folder, name.split(".") if name else [])

    def _at(self, folder: str, parts: list[str]) -> str | None:
        base = "/".join([folder, *parts] if folder else parts)
        for descriptor in (f"{base}/__init__/" if base else "__init__/", f"{base}/"):
            if descriptor in self.symbols:
                return descriptor
        return None

    def submodule(self, module: str, name: str) -> str | None:
        """The module `name` in the package whose `__init__` is `module`."""
        return self._at(module.removesuffix("__init__/").rstrip("/"), [name]) if module.endswith("__init__/") else None

    # -- names ---------------------------------------------------------------------------------------------------

    def in_module(self, module: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> Target | None:
        """What `name` means at the top of a module: its own definition, an import, a submodule, a star import."""
        if (module, name) in seen:
            return None
        seen |= {(module, name)}
        if (own := self.members.get(module, {}).get(name)) is not None:
            return own
        if (imported := self.imports.get(module, {}).get(name)) is not None:
            return self.imported(module, imported, seen)
        if (submodule := self.submodule(module, name)) is not None:
            return submodule
        if not name.startswith("_"):
            for star in self.stars.get(module, ()):
                source = self.module(star, module)
                if source is not None and (found := self.in_module(source, name, seen)) is not None:
                    return found
        return None

    def imported(self, importer: str, found: Import, seen: frozenset[tuple[str, str]] = frozenset()) -> Target | None:
        """What an import binds."""
        if found.name is None:
            whole = found.module if found.bound != found.module.partition(".")[0] else found.bound
            return self.module(whole, importer) or OUTSIDE
        module = self.module(found.module, importer)
        if module is not None:
            return self.in_module(module, found.name, seen)
        joined = found.module + found.name if found.module.endswith(".") else f"{found.module}.{found.name}"
        return self.module(joined, importer) or (None if found.module.startswith(".") else OUTSIDE)

    def member(self, owner: str, name: str, *, skip_own: bool = False) -> Target | None:
        """A class's method or nested class, its bases searched depth first; OUTSIDE when a base is not ours."""
        pending, seen, outside = [owner], set[str](), False
        while pending:
            at = pending.pop()
            if at in seen:
                continue
            seen.add(at)
            if not (skip_own and at == owner) and (found := self.members.get(at, {}).get(name)) is not None:
                return found
            resolved = [self.base(at, chain) for chain in self.bases.get(at, ())]
            outside = outside or any(base in (None, OUTSIDE) for base in resolved)
            pending.extend(base for base in reversed(resolved) if base is not None and base != OUTSIDE)
        return OUTSIDE if outside else None

    def base(self, owner: str, chain: tuple[str, ...]) -> Target | None:
        """The class that a base expression of the class `owner` names."""
        target = self.chain(owner, chain)
        return target if target is None or target == OUTSIDE or self.symbols[target].kind == "class" else None

    def chain(self, source: str, chain: tuple[str, ...]) -> Target | None:
        """What a dotted expression inside `source` means; None when that cannot be known."""
        root, *rest = chain
        if not root:
            return None
        if root in ("self", "super()"):
            owner = self.enclosing_class(source)
            if owner is None or len(rest) != 1:
                return None
            return self.member(owner, rest[0], skip_own=root == "super()")
        module = self.module_of(source)
        binding = self.imports.get(module, {}).get(root)
        if binding is not None and binding.name is None and binding.bound == binding.module.partition(".")[0]:
            return self._dotted(module, chain)
        target = self._lexical(source, root)
        return target if target is None or target == OUTSIDE else self._members_of(target, tuple(rest))

    def guesses(self, name: str) -> Sequence[str]:
        """Methods called `name`, unless there are so many that a guess says nothing."""
        found = self.methods.get(name, [])
        return sorted(found) if len(found) <= MAX_CANDIDATES else ()

    def enclosing_class(self, source: str) -> str | None:
        """The class that `self` belongs to inside `source`."""
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

    def _lexical(self, source: str, name: str) -> Target | None:
        """A bare name inside `source`: enclosing functions' definitions first, classes' never, then the module's."""
        at: str | None = source
        while at is not None and (symbol := self.symbols[at]).kind != "module":
            if symbol.kind != "class" and (found := self.members.get(at, {}).get(name)) is not None:
                return found
            at = symbol.parent
        return self.in_module(self.module_of(source), name)

    def _dotted(self, module: str, chain: tuple[str, ...]) -> Target | None:
        """`import a.b.c` binds only `a`, which may be no module of ours while `a.b.c` is one: the longest wins."""
        for length in range(len(chain), 0, -1):
            if (target := self.module(".".join(chain[:length]), module)) is not None:
                return self._members_of(target, chain[length:])
        return OUTSIDE

    def _members_of(self, target: str, rest: tuple[str, ...]) -> Target | None:
        for name in rest:
            kind = self.symbols[target].kind
            following = None
            if kind == "module":
                following = self.in_module(target, name)
            elif kind == "class":
                following = self.member(target, name)
            if following is None or following == OUTSIDE:
                return following
            target = following
        return target
