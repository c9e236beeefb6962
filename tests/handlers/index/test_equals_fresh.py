"""Property: after any sequence of edits, facts and graph are those of an index that starts anew."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, note, settings
from hypothesis import strategies as st

from handlers.graph.open import open_graph
from tests.support.index_state import facts_state, graph_state
from tests.support.shop import load_graph

PATHS = ("a.py", "b.py", "pkg/__init__.py", "pkg/c.py", "pkg/sub/__init__.py", "pkg/sub/d.py", "src/pkg/e.py")
LINES = (
    "import a",
    "import a as b",
    "import pkg.c",
    "import json",
    "from a import f",
    "from a import f as g",
    "from b import g",
    "from b import *",
    "from pkg import c, f",
    "from pkg.c import *",
    "from pkg.sub.d import C",
    "from . import c",
    "from .c import f",
    "from .. import f as h",
    "def f():\n    return g() + a.f()",
    "def g():\n    from a import f\n    return f()",
    "def h(x):\n    return x.m() or pkg.c.f()",
    "f()",
    "class C:\n    def m(self):\n        return self.n() + g()\n\n    def n(self):\n        return f()",
    "class D(C):\n    def m(self):\n        return super().m() + self.n()",
    "class E(b.D):\n    pass",
    "x = D().m",
    "__all__ = ['f', 'g']",
    "def torn(:",
    "if TYPE_CHECKING:\n    import pkg",
)
paths = st.sampled_from(PATHS)
contents = st.lists(st.sampled_from(LINES), max_size=5).map("\n".join)
edits = st.one_of(
    st.tuples(st.just("write"), paths, contents),
    st.tuples(st.just("delete"), paths, st.just("")),
    st.tuples(st.just("rename"), paths, paths),
)


@settings(max_examples=15)
@given(st.dictionaries(paths, contents, min_size=2), st.lists(st.lists(edits, min_size=1, max_size=3), max_size=4))
def test_index_after_edits_equals_a_fresh_one(tree: dict[str, str], rounds: list[list[tuple[str, str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder), tree, rounds))


async def compare(folder: Path, tree: dict[str, str], rounds: list[list[tuple[str, str, str]]]) -> None:
    root = folder / "project"
    root.mkdir()
    for path, text in tree.items():
        apply(root, "write", path, text)
    graph = await open_graph(folder)
    try:
        await load_graph("followed", root, folder / "followed.sqlite", graph)
        for edited in rounds:
            for edit in edited:
                apply(root, *edit)
            note(str(await load_graph("followed", root, folder / "followed.sqlite", graph)))
        await load_graph("fresh", root, folder / "fresh.sqlite", graph)
        assert facts_state(folder / "followed.sqlite") == facts_state(folder / "fresh.sqlite")
        found, wanted = await graph_state(graph, "followed"), await graph_state(graph, "fresh")
        assert found["nodes"] == wanted["nodes"]
        assert found["edges"] == wanted["edges"]
    finally:
        await graph.close()


def apply(root: Path, kind: str, path: str, value: str) -> None:
    file = root / path
    if kind == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(value + "\n")
    elif file.exists() and kind == "delete":
        file.unlink()
    elif file.exists():
        (root / value).parent.mkdir(parents=True, exist_ok=True)
        file.rename(root / value)
