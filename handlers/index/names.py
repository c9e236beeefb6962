"""What the names in a project's references mean, looked up through scopes, imports and base classes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from handlers.index.language import ImportRules
from handlers.index.symbols import OUTSIDE, SymbolTable, Target

MAX_CANDIDATES: Final = 20
MAX_STEPS: Final = 2000
"""Modules or classes that one lookup visits at most; a name further away is unknown, so work per name is bounded."""

MAX_ROUNDS: Final = 10
"""How often base classes are resolved again with the bases of the previous round; see `_resolve_bases`."""


@dataclass(slots=True)
class ProjectNames:
    """Lookups over the symbols of one language in one project."""

    table: SymbolTable
    rules: ImportRules
    _bases: dict[str, tuple[Target | None, ...]] = field(default_factory=dict)
    """Class descriptor to its resolved bases."""
    _meanings: dict[tuple[str, str], Target | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._resolve_bases()

    def in_module(self, module: str, name: str) -> Target | None:
        """What `name` means at the top of a module.

        A depth-first search with an explicit stack, because chains of imports have any length and may be circular. It
        ends at the first meaning, so no pair is visited twice. Only complete searches are cached: a meaning found in
        the middle of one depends on what had been visited before.
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
            step = self.rules.step(*at)
            if isinstance(step, str):
                meaning = step
            else:
                pending.extend(reversed(step))
        self._meanings[first] = meaning
        if meaning is None and not pending:
            self._meanings.update(dict.fromkeys(seen))
        return meaning

    def member(self, owner: str, name: str, *, skip_own: bool = False) -> Target | None:
        """A class's method or nested class; bases are searched depth first. OUTSIDE when a base is outside."""
        pending, seen, outside = [owner], set[str](), False
        while pending:
            at = pending.pop()
            if at in seen:
                continue
            if len(seen) == MAX_STEPS:
                return OUTSIDE
            seen.add(at)
            if not (skip_own and at == owner):
                descriptor = self.table.members.get(at, {}).get(name)
                if descriptor is not None:
                    return descriptor
            bases = self._bases.get(at, (None,) if at in self.table.bases else ())
            outside = outside or any(base in (None, OUTSIDE) for base in bases)
            pending.extend(base for base in reversed(bases) if base is not None and base != OUTSIDE)
        return OUTSIDE if outside else None

    def base(self, owner: str, chain: tuple[str, ...]) -> Target | None:
        """The class that a base expression of the class `owner` names, evaluated where the class statement is.

        None when it is unknown; a class is never its own base.
        """
        symbols = self.table.symbols
        scope = symbols[owner].parent
        if scope is None:
            return None
        root, *rest = chain
        sibling = self.table.members.get(scope, {}).get(root) if symbols[scope].kind == "class" else None
        target = self._members_of(sibling, rest) if sibling is not None else self.chain(scope, chain)
        if target is None or target == OUTSIDE:
            return target
        return target if target != owner and symbols[target].kind == "class" else None

    def chain(self, source: str, chain: tuple[str, ...]) -> Target | None:
        """What a dotted expression inside `source` means; None when that is unknown."""
        root, *rest = chain
        if not root:
            return None
        if root in ("self", "super()"):
            owner = self.table.enclosing_class(source)
            if owner is None or len(rest) != 1:
                return None
            return self.member(owner, rest[0], skip_own=root == "super()")
        module = self.table.module_of(source)
        if (qualified := self.rules.qualified(module, chain)) is not None:
            target: Target | None = qualified[0]
            rest = list(qualified[1])
        else:
            target = self._lexical(source, module, root)
        target = target if target is None or target == OUTSIDE else self._members_of(target, rest)
        return self._default_of(target)

    def guesses(self, name: str) -> Sequence[str]:
        """Methods called `name`, unless there are too many for a guess to be useful."""
        methods = self.table.methods.get(name, [])
        return sorted(methods) if len(methods) <= MAX_CANDIDATES else ()

    def _resolve_bases(self) -> None:
        """Resolve the bases of all classes.

        A base may be a member that another class inherits (`class A(B.Inner)`), so bases depend on bases, possibly in
        circles. Each round uses only the results of the previous one, which is independent of the order of classes and
        needs no recursion. What still changes in the last round is unknown.
        """
        bases = self.table.bases
        pending = list(bases)
        changed: list[str] = []
        for _ in range(MAX_ROUNDS):
            resolved = {owner: tuple(self.base(owner, chain) for chain in bases[owner]) for owner in pending}
            changed = [owner for owner in pending if self._bases.get(owner) != resolved[owner]]
            self._bases.update(resolved)
            pending = [owner for owner in pending if any(len(chain) > 1 for chain in bases[owner])]
            if not changed:
                return
        self._bases.update({owner: (None,) * len(bases[owner]) for owner in changed})

    def _lexical(self, source: str, module: str, name: str) -> Target | None:
        """A bare name inside `source`: definitions of enclosing functions (not classes), then the module's."""
        at: str | None = source
        while at is not None and (symbol := self.table.symbols[at]).kind != "module":
            if symbol.kind != "class":
                descriptor = self.table.members.get(at, {}).get(name)
                if descriptor is not None:
                    return descriptor
            at = symbol.parent
        return self.in_module(module, name)

    def _members_of(self, target: str, names: Sequence[str]) -> Target | None:
        for name in names:
            symbol_kind = self.table.symbols[target].kind
            following = None
            if symbol_kind == "module":
                following = self.in_module(target, name)
            elif symbol_kind == "class":
                following = self.member(target, name)
            if following is None or following == OUTSIDE:
                return following
            target = following
        return target

    def _default_of(self, target: Target | None) -> Target | None:
        """A module's default member, where the language has one, in place of the module."""
        name = self.rules.default_name
        if name is None or target is None or target == OUTSIDE or self.table.symbols[target].kind != "module":
            return target
        return self.in_module(target, name) or target
