"""Write a project's nodes and edges to the graph, in transactions of bounded size."""

from collections.abc import Iterable, Sequence

from handlers.graph import queries, writes
from handlers.graph.model import EdgeRow, Label, NodeRow, label_of
from handlers.graph.store import GraphStore, Statement

_BATCH = 5000  # nodes a transaction when a project is deleted


async def write_nodes(store: GraphStore, owners: Sequence[str], nodes: Iterable[NodeRow], gen: int) -> None:
    """Replace the nodes that come from the files `owners` in one transaction.

    Every node of `nodes` carries `gen`; whatever an owner has left with another gen goes, its edges with it. A node
    that stays keeps the edges that point to it.
    """
    by_label: dict[Label, list[dict[str, object]]] = {}
    for node in nodes:
        by_label.setdefault(node.label, []).append({"uid": node.uid, "properties": node.properties})
    statements: list[Statement] = [(writes.MERGE_NODES[label], {"rows": rows}) for label, rows in by_label.items()]
    statements += [(query, {"owners": list(owners), "gen": gen}) for query in writes.DELETE_STALE_NODES]
    await store.write(statements)


async def write_edges(store: GraphStore, owners: Sequence[str], edges: Iterable[EdgeRow]) -> None:
    """Replace the edges that start in the files `owners` in one transaction. Both ends have to exist already."""
    grouped: dict[tuple[Label, str, Label], list[dict[str, object]]] = {}
    for edge in edges:
        key = (label_of(edge.source), edge.kind, label_of(edge.target))
        grouped.setdefault(key, []).append(_parameters(edge))
    statements: list[Statement] = [(query, {"owners": list(owners)}) for query in writes.DELETE_EDGES]
    statements += [(writes.CREATE_EDGES[key], {"rows": rows}) for key, rows in grouped.items()]
    await store.write(statements)


async def set_project(store: GraphStore, project: str, build: str, **properties: str | int) -> None:
    """Make or update the project's node; `build` names the load, so that a lost or foreign graph is noticed."""
    row = {"uid": project, "properties": {"project": project, "kind": "project", "build": build, **properties}}
    await store.write([(writes.MERGE_NODES["Project"], {"rows": [row]})])


async def project_build(store: GraphStore, project: str) -> str | None:
    """The `build` of the project's node, None when the graph has no such project."""
    rows = await store.read(queries.PROJECT_BUILD, project=project)
    return rows[0]["build"] if rows else None


async def delete_orphan_externals(store: GraphStore, project: str) -> None:
    """Delete outside packages that no module of the project imports any more."""
    await store.write([(writes.DELETE_ORPHAN_EXTERNALS, {"project": project})])


async def delete_project(store: GraphStore, project: str) -> None:
    """Delete every node of the project, in batches so that no transaction outgrows the server's memory."""
    total = 0
    for query in queries.COUNTS.values():
        total = max(total, (await store.read(query, project=project))[0]["count"])
    for _ in range(total // _BATCH + 1):
        for query in writes.DELETE_PROJECT:
            await store.write([(query, {"project": project, "batch": _BATCH})])


def _parameters(edge: EdgeRow) -> dict[str, object]:
    properties: dict[str, object] = {"conf": edge.confidence, "count": edge.count, "line": edge.line}
    if edge.kind == "IMPORTS":
        properties["lazy"] = edge.lazy
    return {"source": edge.source, "target": edge.target, "properties": properties}
