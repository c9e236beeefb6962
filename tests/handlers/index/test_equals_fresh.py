"""Property: after any sequence of edits, facts and graph are those of an index that starts from scratch."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, note, settings
from hypothesis import strategies as st

from handlers.graph.open import open_graph
from tests.support.index_state import facts_state, graph_state
from tests.support.shop import load_graph

PYTHON_PATHS = ("a.py", "b.py", "pkg/__init__.py", "pkg/c.py", "pkg/sub/__init__.py", "pkg/sub/d.py", "src/pkg/e.py")
PYTHON_LINES = (
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
TYPESCRIPT_PATHS = ("a.ts", "a.js", "b.tsx", "lib/index.ts", "lib/c.ts", "lib/sub/index.js", "src/lib/d.ts")
TYPESCRIPT_LINES = (
    'import { f } from "./a";',
    'import { f as g } from "./a.js";',
    'import * as b from "./b";',
    'import C from "./lib/c";',
    'import type { C } from "@/lib/d";',
    'import { h } from ".";',
    'import { h } from "..";',
    'import { f } from "a";',
    'export { g as f, default } from "./lib";',
    'export * from "./c";',
    'export * as b from "../b";',
    "export { f as h };",
    'const { f, g: h } = require("./sub");',
    "exports.g = function () { return f(); };",
    "module.exports = { f, h: g };",
    "export default class C { m() { return this.n() + g(); } n() { return f(); } }",
    "class D extends C { m() { return super.m() + this.n(); } }",
    "class E extends b.D {}",
    "export function f() { return g() + b.f(); }",
    'async function g() { const a = await import("./a"); return a.f(); }',
    "const h = (x) => x.m() || new C();",
    "f();",
    "function torn(",
)
Edit = tuple[str, str, str]


@dataclass(frozen=True)
class Edits:
    """A tree of files and rounds of edits."""

    tree: dict[str, str]
    rounds: list[list[Edit]]


def edits_of(all_paths: tuple[str, ...], all_lines: tuple[str, ...]) -> st.SearchStrategy[Edits]:
    paths = st.sampled_from(all_paths)
    contents = st.lists(st.sampled_from(all_lines), max_size=5).map("\n".join)
    edit = st.one_of(
        st.tuples(st.just("write"), paths, contents),
        st.tuples(st.just("delete"), paths, st.just("")),
        st.tuples(st.just("rename"), paths, paths),
    )
    rounds = st.lists(st.lists(edit, min_size=1, max_size=3), max_size=4)
    return st.builds(Edits, st.dictionaries(paths, contents, min_size=2), rounds)


@settings(max_examples=15)
@given(edits_of(PYTHON_PATHS, PYTHON_LINES))
def test_index_of_python_after_edits_equals_a_fresh_one(edits: Edits) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder), edits))


@settings(max_examples=15)
@given(edits_of(TYPESCRIPT_PATHS, TYPESCRIPT_LINES))
def test_index_of_typescript_after_edits_equals_a_fresh_one(edits: Edits) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder), edits))


async def compare(folder: Path, edits: Edits) -> None:
    root = folder / "project"
    root.mkdir()
    for path, text in edits.tree.items():
        apply(root, "write", path, text)
    graph = await open_graph(folder)
    try:
        await load_graph("followed", root, folder / "followed.sqlite", graph)
        for round_of_edits in edits.rounds:
            for edit in round_of_edits:
                apply(root, *edit)
            note(str(await load_graph("followed", root, folder / "followed.sqlite", graph)))
        await load_graph("fresh", root, folder / "fresh.sqlite", graph)
        assert facts_state(folder / "followed.sqlite") == facts_state(folder / "fresh.sqlite")
        followed, fresh = await graph_state(graph, "followed"), await graph_state(graph, "fresh")
        assert followed["nodes"] == fresh["nodes"]
        assert followed["edges"] == fresh["edges"]
    finally:
        await graph.close()


def apply(root: Path, action: str, path: str, value: str) -> None:
    file = root / path
    if action == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(value + "\n")
    elif file.exists() and action == "delete":
        file.unlink()
    elif file.exists():
        (root / value).parent.mkdir(parents=True, exist_ok=True)
        file.rename(root / value)
