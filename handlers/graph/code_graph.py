"""Questions about one project's code graph, answered with typed values on either engine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString, cast

from handlers.graph import queries
from handlers.graph.cycles import cycles
from handlers.graph.model import ANY, EXACT, Confidence, Edge, Label, Node, Subgraph, label_of
from handlers.graph.store import GraphStore, Row

MAX_DEPTH = 10
_FRONTIER = 1000  # uids a query


@dataclass(frozen=True, slots=True)
class Measured:
    """A node with a number: of dependents, or cyclomatic complexity."""

    node: Node
    value: int


@dataclass(frozen=True, slots=True)
class Unreached:
    """A function that nothing in the graph calls or refers to; see `CodeGraph.unreached_functions`."""

    node: Node
    decorated: bool
    in_subclass: bool


@dataclass(frozen=True, slots=True)
class ImportCycle:
    """Modules that import each other, by qualified name, and their files in the same order."""

    modules: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Nodes from the first to the last, both included, and the edge from each to the next."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class CodeGraph:
    """The part of the graph that belongs to `project`.

    `confidence` selects the edges that a traversal follows: `EXACT` those resolved through scopes and imports, `ANY`
    also those where only the name matches, such as most calls on an object whose type is unknown.
    """

    store: GraphStore
    project: str

    async def callers(
        self, uid: str, depth: int = 1, *, confidence: Sequence[Confidence] = ANY, limit: int = 200
    ) -> Subgraph:
        """Functions and modules that call `uid`, and those that call them, to `depth` hops (1 to 10)."""
        return await self._walk(queries.CALLERS, "CALLS", uid, depth, confidence, limit, inward=True)

    async def callees(
        self, uid: str, depth: int = 1, *, confidence: Sequence[Confidence] = ANY, limit: int = 200
    ) -> Subgraph:
        """Functions and classes that `uid` calls, and what they call."""
        return await self._walk(queries.CALLEES, "CALLS", uid, depth, confidence, limit)

    async def imports(self, uid: str, depth: int = 1, *, limit: int = 200) -> Subgraph:
        """Modules, and packages outside the project, that module `uid` imports."""
        return await self._walk(queries.IMPORTS, "IMPORTS", uid, depth, EXACT, limit)

    async def importers(self, uid: str, depth: int = 1, *, limit: int = 200) -> Subgraph:
        """Modules that import module or outside package `uid`."""
        return await self._walk(queries.IMPORTERS, "IMPORTS", uid, depth, EXACT, limit, inward=True)

    async def neighbourhood(
        self, uid: str, depth: int = 1, *, confidence: Sequence[Confidence] = ANY, limit: int = 200
    ) -> Subgraph:
        """Everything next to `uid`, over edges of every kind and in both directions."""
        return await self._walk(queries.NEIGHBOURS, "", uid, depth, confidence, limit)

    async def shortest_path(
        self,
        source: str,
        target: str,
        depth: int = MAX_DEPTH,
        *,
        confidence: Sequence[Confidence] = EXACT,
        limit: int = 20_000,
    ) -> Chain | None:
        """A shortest chain of calls (between modules: of imports) from `source` to `target`.

        None when there is none within `depth` hops (1 to 10) and `limit` nodes. A breadth-first traversal rather than
        Cypher's shortestPath(), which one engine filters only afterwards, so that it misses a longer path of the
        requested confidence.
        """
        steps, edge_kind = (
            (queries.IMPORTS, "IMPORTS")
            if label_of(source) == "Module" == label_of(target)
            else (queries.CALLEES, "CALLS")
        )
        first, last = await self.node(source), await self.node(target)
        if first is None or last is None:
            return None
        if source == target:
            return Chain((first,), ())
        walk = await self._walk(steps, edge_kind, source, depth, confidence, limit, until=target)
        if target not in walk.depths:
            return None
        nodes = {node.uid: node for node in walk.nodes} | {source: first}
        back = {edge.target: edge for edge in reversed(walk.edges) if _onward(walk.depths, edge)}
        edges = [back[target]]
        while edges[0].source != source:
            edges.insert(0, back[edges[0].source])
        return Chain((first, *(nodes[edge.target] for edge in edges)), tuple(edges))

    async def node(self, uid: str) -> Node | None:
        """The node with this uid in this project."""
        query = queries.NODE.get(label_of(uid))
        if query is None or not uid.startswith(f"{self.project}|"):
            return None
        rows = await self.store.read(query, uid=uid)
        return _node(rows[0]) if rows else None

    async def find(self, text: str, *, limit: int = 20) -> list[Node]:
        """Symbols called `text`: a name, a dotted name's end (`Store.read`), a whole qualified name, a path or a uid.

        Exact qualified names first, then shorter ones.
        """
        if (exact := await self.node(text)) is not None:
            return [exact]
        name = text.removesuffix("()").rsplit(".", 1)[-1]
        dotted = text.removesuffix("()")
        named: list[Node] = []
        for query in queries.NAMED:
            rows = await self.store.read(query, project=self.project, name=name, text=text)
            named += [_node(row) for row in rows]
        matching = [n for n in named if n.qname == dotted or n.qname.endswith("." + dotted) or n.path == text]
        return sorted(matching, key=lambda n: (n.qname != dotted, len(n.qname), n.uid))[:limit]

    async def most_depended_on(self, *, prefix: str = "", limit: int = 20) -> list[Measured]:
        """Modules under the path `prefix` that most modules import."""
        return await self._measured(queries.MOST_DEPENDED_ON, "dependents", prefix, limit)

    async def most_called(self, *, prefix: str = "", limit: int = 20) -> list[Measured]:
        """Functions that most functions and modules call, as far as calls are resolved."""
        return await self._measured(queries.MOST_CALLED, "callers", prefix, limit)

    async def most_complex(self, *, prefix: str = "", limit: int = 20) -> list[Measured]:
        """Functions of the highest cyclomatic complexity (McCabe, 1976)."""
        return await self._measured(queries.MOST_COMPLEX, "complexity", prefix, limit)

    async def unreached_functions(self, *, prefix: str = "") -> list[Unreached]:
        """Functions without a single incoming call or reference, even by name alone.

        Honest limit: code reached by a framework, by reflection or from outside the project looks the same.
        """
        rows = await self.store.read(queries.UNREACHED_FUNCTIONS, project=self.project, prefix=prefix)
        return [Unreached(_node(row), bool(row["decorated"]), bool(row["in_subclass"])) for row in rows]

    async def import_cycles(self, *, prefix: str = "") -> list[ImportCycle]:
        """Groups of modules that import each other when loaded, largest first, that touch the path `prefix`.

        Imports inside functions and under TYPE_CHECKING do not count.
        """
        rows = await self.store.read(queries.EAGER_IMPORTS, project=self.project)
        names = {row[f"{end}_path"]: row[end] for row in rows for end in ("source", "target")}
        components = cycles((row["source_path"], row["target_path"]) for row in rows)
        touching = [paths for paths in components if any(path.startswith(prefix) for path in paths)]
        return [ImportCycle(tuple(names[path] for path in paths), paths) for paths in touching]

    async def counts(self) -> dict[Label, int]:
        """How many nodes there are of each label."""
        rows = {label: await self.store.read(query, project=self.project) for label, query in queries.COUNTS.items()}
        return {label: counted[0]["count"] for label, counted in rows.items()}

    async def edge_count(self) -> int:
        """How many edges there are."""
        rows = [await self.store.read(query, project=self.project) for query in queries.EDGE_COUNTS]
        return sum(counted[0]["count"] for counted in rows)

    async def _measured(self, query: LiteralString, column: str, prefix: str, limit: int) -> list[Measured]:
        rows = await self.store.read(query, project=self.project, prefix=prefix, limit=limit)
        return [Measured(_node(row), int(row[column])) for row in rows]

    async def _walk(
        self,
        steps: queries.Steps,
        edge_kind: str,
        start: str,
        depth: int,
        confidence: Sequence[Confidence],
        limit: int,
        *,
        inward: bool = False,
        until: str | None = None,
    ) -> Subgraph:
        """Breadth first from `start`, all edges of a hop in one query per label, until depth, limit or `until`."""
        if not 1 <= depth <= MAX_DEPTH:
            raise ValueError(f"depth must be 1 to {MAX_DEPTH}, not {depth}")
        if not start.startswith(f"{self.project}|"):
            return Subgraph((), {}, (), truncated=False)
        depths, nodes, edges = {start: 0}, dict[str, Node](), dict[tuple[str, str, str], Edge]()
        frontier, truncated = [start], False
        for hop in range(1, depth + 1):
            reached: list[str] = []
            for row in sorted(await self._step(steps, frontier, confidence), key=_order):
                node = _node(row)
                if node.uid not in depths:
                    if len(nodes) == limit:
                        truncated = True
                        continue
                    depths[node.uid], nodes[node.uid] = hop, node
                    reached.append(node.uid)
                edge = _edge(row, node.uid, edge_kind, inward)
                edges[edge.source, edge.kind, edge.target] = edge
            frontier = reached
            if not frontier or (until is not None and until in depths):
                break
        return Subgraph(tuple(nodes.values()), depths, tuple(edges.values()), truncated)

    async def _step(self, steps: queries.Steps, uids: Iterable[str], confidence: Sequence[Confidence]) -> list[Row]:
        by_label: dict[Label, list[str]] = {}
        for uid in uids:
            by_label.setdefault(label_of(uid), []).append(uid)
        rows: list[Row] = []
        for label, of_label in by_label.items():
            query = steps.get(label)
            if query is None:
                continue
            for at in range(0, len(of_label), _FRONTIER):
                rows += await self.store.read(query, uids=of_label[at : at + _FRONTIER], confidence=list(confidence))
        return rows


def _order(row: Row) -> tuple[str, str, str, str]:
    """Engines return rows in no order; answers must not depend on which one is used."""
    return row["origin"], row["node"]["uid"], row.get("kind") or "", row.get("source") or ""


def _onward(depths: dict[str, int], edge: Edge) -> bool:
    return depths[edge.target] == depths[edge.source] + 1


def _node(row: Row) -> Node:
    values = cast("dict[str, Any]", row["node"])
    return Node(
        uid=values["uid"],
        kind=values["kind"],
        name=values["name"],
        qname=values["qname"],
        path=values["path"] or "",
        start_line=values["start_line"] or 0,
        end_line=values["end_line"] or 0,
    )


def _edge(row: Row, other: str, edge_kind: str, inward: bool) -> Edge:
    origin = row["origin"]
    source = row.get("source") or (other if inward else origin)
    return Edge(
        source=source,
        target=origin if source == other and other != origin else other,
        kind=row.get("kind") or edge_kind,
        confidence=row["conf"] or "exact",
        count=row["count"] or 1,
        line=row["line"] or 0,
    )
