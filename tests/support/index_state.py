"""Everything that an index knows of a project, without what may differ between two equal indexes: runs, ids, times."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from handlers.graph.store import GraphStore

State = dict[str, list[Any]]
_OWN = {"gen", "build", "uid", "owner", "project"}  # of a node: the run's numbers, and names with the project in them
_ENGINE = {"id", "title", "type"}  # what kglite adds to a node's properties
_TABLES = {
    "file": "path, size, sha256, lines, status, dirty",
    "symbol": "*",
    "ref": "*",
    "import": "*",
    "mention": "*",
    "chunk": "path, kind, symbol, start_line, end_line, text, hash",
    "changed": "*",
}


async def graph_state(graph: GraphStore, project: str) -> State:
    """Nodes with their properties, and edges, by names without the project."""
    nodes = await graph.read("MATCH (n {project: $project}) RETURN n.uid AS uid, properties(n) AS p", project=project)
    edges = await graph.read(
        "MATCH (n {project: $project})-[r]->(m) RETURN n.uid AS a, type(r) AS kind, m.uid AS b, properties(r) AS p",
        project=project,
    )
    return {
        "nodes": _sorted(
            (
                _bare(row["uid"]),
                {k: v for k, v in row["p"].items() if k not in _OWN | _ENGINE},
                _bare(row["p"].get("owner", "")),
            )
            for row in nodes
        ),
        "edges": _sorted((_bare(row["a"]), row["kind"], _bare(row["b"]), row["p"]) for row in edges),
    }


def facts_state(facts: Path) -> State:
    """Rows of every table."""
    db = sqlite3.connect(facts)
    try:
        return {table: _sorted(db.execute(f"SELECT {columns} FROM {table}")) for table, columns in _TABLES.items()}
    finally:
        db.close()


def _bare(uid: str) -> str:
    return uid.partition("|")[2] if "|" in uid else ""


def _sorted(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=repr)
