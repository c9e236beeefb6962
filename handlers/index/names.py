"""What every name of a project means: modules, members, imports and base classes, resolved as Python would."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from handlers.index.facts import Import, Symbol

MAX_CANDIDATES: Final = 20
MAX_STEPS: Final = 2000
"""Modules or classes that one lookup visits at most: a name further away is unknown, and work per name is bounded."""

MAX_ROUNDS: Final = 10
"""How often base classes are resolved again with the bases of the round before; see `_resolve_bases`."""

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
    """Class descriptor to the dotted expressions of its bases, in order."""
    _resolved: dict[str, tuple[Target | None, ...]] = field(default_factory=dict)
    """The same, resolved."""
    _meanings: dict[tuple[str, str], Target | None] = field(default_factory=dict)
    _endings: dict[str, list[str]] = field(default_factory=dict)

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
        names._resolve_bases()
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
        fitting = self._ending_in(dotted)
        if not rest:  # a single word fits too easily: only a package's name counts
            fitting = [descriptor for descriptor in fitting if descriptor.endswith("/__init__/")]
        return fitting[0] if len(fitting) == 1 else None

    def _ending_in(self, dotted: str) -> list[str]:
        """Modules whose qualified name ends in `dotted`."""
        if dotted not in self._endings:
            same_tail = self.tails.get(dotted.rsplit(".", 1)[-1], [])
            self._endings[dotted] = [d for d in same_tail if self.symbols[d].qname.endswith("." + dotted)]
        return self._endings[dotted]

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

    def in_module(self, module: str, name: str) -> Target | None:
        """What `name` means at the top of a module: its own definition, an import, a submodule, a star import.

        A depth-first search with an explicit stack, because chains of imports have any length and may be circular.
        The first meaning ends it, so no pair is visited twice. Only whole searches are remembered: a meaning that was
        found half-way depends on what had been visited before.
        """
        first = (module, name)
        if first in self._meanings:
            return self._meanings[first]
        pending, seen = [first], set[tuple[str, str]]()
        meaning: Target | None = None
        while pending and meaning is None and len(seen) < MAX_STEPS:
            at = pending.pop()
            if at in seen or self._meanings.get(at, OUTSIDE) is None:
                continue
            seen.add(at)
            step = self._step(*at)
            if isinstance(step, str):
                meaning = step
            else:
                pending.extend(reversed(step))
        self._meanings[first] = meaning
        if meaning is None and not pending:
            self._meanings.update(dict.fromkeys(seen))
        return meaning

    def _step(self, module: str, name: str) -> Target | list[tuple[str, str]]:
        """The meaning of `name` in `module`, or where to look for it, in order."""
        if (own := self.members.get(module, {}).get(name)) is not None:
            return own
        if (imported := self.imports.get(module, {}).get(name)) is not None:
            return self._imported(module, imported)
        if (submodule := self.submodule(module, name)) is not None:
            return submodule
        if name.startswith("_"):
            return []
        sources = (self.module(star, module) for star in self.stars.get(module, ()))
        return [(source, name) for source in sources if source is not None]

    def _imported(self, importer: str, statement: Import) -> Target | list[tuple[str, str]]:
        """What an import binds, or where to look for it."""
        if statement.name is None:
            top = statement.module.partition(".")[0]
            return self.module(top if statement.bound == top else statement.module, importer) or OUTSIDE
        module = self.module(statement.module, importer)
        if module is not None:
            return [(module, statement.name)]
        separator = "" if statement.module.endswith(".") else "."
        submodule = self.module(f"{statement.module}{separator}{statement.name}", importer)
        return submodule or ([] if statement.module.startswith(".") else OUTSIDE)

    def member(self, owner: str, name: str, *, skip_own: bool = False) -> Target | None:
        """A class's method or nested class, its bases searched depth first; OUTSIDE when a base is not ours."""
        pending, seen, outside = [owner], set[str](), False
        while pending:
            at = pending.pop()
            if at in seen:
                continue
            if len(seen) == MAX_STEPS:
                return OUTSIDE
            seen.add(at)
            if not (skip_own and at == owner) and (found := self.members.get(at, {}).get(name)) is not None:
                return found
            bases = self._resolved.get(at, (None,) if at in self.bases else ())
            outside = outside or any(base in (None, OUTSIDE) for base in bases)
            pending.extend(base for base in reversed(bases) if base is not None and base != OUTSIDE)
        return OUTSIDE if outside else None

    def base(self, owner: str, chain: tuple[str, ...]) -> Target | None:
        """The class that a base expression of the class `owner` names, read where the class statement is.

        None when it cannot be known; a class is never its own base.
        """
        scope = self.symbols[owner].parent
        if scope is None:
            return None
        root, *rest = chain
        sibling = self.members.get(scope, {}).get(root) if self.symbols[scope].kind == "class" else None
        target = self._members_of(sibling, tuple(rest)) if sibling is not None else self.chain(scope, chain)
        if target is None or target == OUTSIDE:
            return target
        return target if target != owner and self.symbols[target].kind == "class" else None

    def _resolve_bases(self) -> None:
        """Resolve the bases of all classes.

        A base may be a member that another class inherits (`class A(B.Inner)`), so bases depend on bases, possibly in
        circles. Each round uses only the results of the round before, which is independent of the order of classes and
        needs no recursion. What still changes in the last round is unknown.
        """
        pending = list(self.bases)
        for _ in range(MAX_ROUNDS):
            found = {owner: tuple(self.base(owner, chain) for chain in self.bases[owner]) for owner in pending}
            changed = [owner for owner in pending if self._resolved.get(owner) != found[owner]]
            self._resolved.update(found)
            pending = [owner for owner in pending if any(len(chain) > 1 for chain in self.bases[owner])]
            if not changed:
                return
        self._resolved.update({owner: (None,) * len(self.bases[owner]) for owner in changed})

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
