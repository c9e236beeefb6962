"""The facts of one file, collected while its syntax tree is traversed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from tree_sitter import Node

from handlers.index.facts import Chunk, FileFacts, Import, Reference, ReferenceKind, Symbol
from handlers.index.languages.scope import FUNCTIONS, Scope

SELF_NAMES = ("self", "super()")
"""First names of a chain that denote the object of the enclosing class."""


class FactCollector:
    """Add scopes, references and imports, then call `facts`."""

    def __init__(self, path: str, module: Symbol, root: Node, incomplete: str) -> None:
        self.path, self.incomplete = path, incomplete
        self.module = Scope(module, root, None)
        self.scopes = [self.module]
        self._references: list[tuple[Scope, ReferenceKind, tuple[str, ...], int]] = []
        self._imports: dict[tuple[str, str | None, str], Import] = {}

    def accepts(self, name: str, scope: Scope, node: Node) -> bool:
        """Whether a definition of `name` gets a symbol; the first reason why one does not is kept."""
        reason = scope.refusal(name)
        if reason and not self.incomplete:
            self.incomplete = f"line {node.start_point.row + 1}: {reason}"
        return not reason

    def open_scope(self, symbol: Symbol, node: Node, parent: Scope) -> Scope:
        """Add a symbol. Definitions inside functions are part of the function's chunk."""
        has_chunk = parent.symbol.kind not in FUNCTIONS
        scope = Scope(symbol, node, parent, depth=parent.depth + 1, chunk=has_chunk)
        self.scopes.append(scope)
        return scope

    def refer(self, scope: Scope, reference_kind: ReferenceKind, chain: tuple[str, ...], node: Node) -> None:
        source = scope if reference_kind == "inherit" else scope.owner
        self._references.append((source, reference_kind, chain, node.start_point.row + 1))

    def add_import(self, statement: Import) -> None:
        """The same import in several places is kept once, an eager one rather than a lazy one."""
        key = (statement.module, statement.name, statement.bound)
        previous = self._imports.get(key)
        if previous is None or (previous.lazy and not statement.lazy):
            self._imports[key] = statement

    def facts(self, lines: int, chunks: Iterable[Chunk], *, exported: Collection[str] = ()) -> FileFacts:
        """`exported` are bound names of imports that are visible to other files only."""
        symbols = tuple(_with_complexity(scope) for scope in self.scopes)
        return FileFacts(
            path=self.path,
            lines=lines,
            incomplete=self.incomplete,
            symbols=symbols,
            references=tuple(self._merged_references(symbols, exported)),
            imports=tuple(self._imports.values()),
            chunks=tuple(chunks),
        )

    def _merged_references(self, symbols: tuple[Symbol, ...], exported: Collection[str]) -> Iterator[Reference]:
        """References whose first name has a meaning outside its function, equal ones counted together.

        A bare name that is neither defined nor imported in this file is a local variable or a builtin. A star import
        may bring any name, so then all are kept.
        """
        bound = {statement.bound for statement in self._imports.values()} - set(exported)
        names = {symbol.name for symbol in symbols[1:]} | bound
        has_star = "*" in names
        counted: dict[tuple[str, ReferenceKind, tuple[str, ...]], tuple[int, int]] = {}
        for scope, reference_kind, chain, line in self._references:
            root = scope.root_name(chain[0])
            if len(chain) == 1 and (root == "" or not (has_star or root in names)):
                continue
            if root not in names and root not in SELF_NAMES and not has_star:
                root = ""
            key = (scope.symbol.descriptor, reference_kind, (root, *chain[1:]))
            first, count = counted.get(key, (line, 0))
            counted[key] = (min(first, line), count + 1)
        for (source, reference_kind, chain), (line, count) in counted.items():
            yield Reference(source, reference_kind, chain, line, count)


def _with_complexity(scope: Scope) -> Symbol:
    if scope.symbol.kind not in FUNCTIONS:
        return scope.symbol
    return replace(scope.symbol, complexity=scope.complexity)
