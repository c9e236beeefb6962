"""Bases, imports and aliases that lead in circles: their meaning is unknown, and everything else is indexed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.graph.code_graph import CodeGraph
from handlers.graph.open import open_graph
from handlers.graph.store import GraphStore
from handlers.index.facts import NOT_WHOLE
from handlers.index.store import FactStore
from tests.support.shop import load_graph

SELF_BASE = """class Case:
    base = dict

    def check(self):
        class Made(self.base):
            def run(self):
                return self.stop()

        return Made()
"""
LENGTH = 600  # modules or classes in a chain: each takes two frames of a recursive walk

CIRCLES = {
    "a class whose base is its own attribute": {"m.py": SELF_BASE},
    "a class whose base is its own name": {"m.py": "class A(A):\n def f(self): self.g()\n"},
    "a class whose base is its own member": {"m.py": "class A(A.B):\n def f(self): self.g()\n"},
    "a nested class whose base is its outer class": {"m.py": "class A:\n class B(A): pass\n class C(A.B): pass\n"},
    "a base over super": {"m.py": "class A:\n def f(self):\n  class B(super().x): pass\n  class C(self.f): pass\n"},
    "two classes": {"m.py": "class A(B): pass\nclass B(A):\n def f(self): self.g()\n"},
    "members of two classes": {"m.py": "class A(B.X):\n def f(self): self.g()\nclass B(A.X): pass\n"},
    "members of three classes": {"m.py": "class A(B.X): pass\nclass B(C.X): pass\nclass C(A.X): pass\n"},
    "members of classes in two modules": {
        "m.py": "import n\nclass A(n.B.X):\n def f(self): self.g()\n",
        "n.py": "import m\nclass B(m.A.X): pass\n",
    },
    "an import of itself": {"m.py": "from m import x\nimport m\nclass A(x): pass\nclass B(m.B): pass\nx()\n"},
    "two imports of each other": {
        "m.py": "from n import x\nclass A(x): pass\nx()\n",
        "n.py": "from m import x\nclass B(x): pass\nx()\n",
    },
    "aliases": {"m.py": "from n import b as a\na()\n", "n.py": "from m import a as b\nclass B(b): pass\nb()\n"},
    "an alias of itself": {"m.py": "from m import b as a\nfrom m import a as b\nclass C(a.b.a): pass\na.b()\n"},
    "relative imports": {
        "p/__init__.py": "from . import a\nfrom .a import *\nfrom . import nothing\n",
        "p/a.py": "from . import b\nfrom .. import p\nfrom . import *\nb.x()\n",
        "p/b.py": "from .a import b\nfrom .b import b\nb()\n",
    },
    "star imports of itself": {"m.py": "from m import *\nclass A(x): pass\nx()\n"},
    "star imports of everything by everything": {
        f"s{n}.py": "".join(f"from s{m} import *\n" for m in range(30)) + f"class A{n}(missing): pass\nmissing()\n"
        for n in range(30)
    },
    "star imports in the shape of a lattice": {
        f"{side}{n}.py": f"from l{n + 1} import *\nfrom r{n + 1} import *\nmissing()\n"
        for n in range(60)
        for side in "lr"
    },
    "a long chain of imports": {
        "chain.py": "".join(f"from .x{n} import f\n" for n in range(3)),
        "m0.py": "def f(): pass\n",
        **{f"m{n}.py": f"from m{n - 1} import f\n" for n in range(1, LENGTH)},
        "last.py": f"from m{LENGTH - 1} import f\ndef call(): f()\n",
    },
    "a long chain of classes": {
        "m.py": "class C0:\n def f(self): pass\n"
        + "".join(f"class C{n}(C{n - 1}): pass\n" for n in range(1, LENGTH))
        + f"class Last(C{LENGTH - 1}):\n def g(self): self.f()\n"
    },
    "a long chain of members": {
        "m.py": "class C0:\n class X: pass\n"
        + "".join(f"class C{n}(C{n - 1}.X):\n class X(C{n - 1}.X): pass\n" for n in range(1, 200))
    },
}
REST = "def helper(): pass\n\n\ndef user(): helper()\n"


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[GraphStore]:
    store = await open_graph(tmp_path)
    yield store
    await store.close()


@pytest.mark.parametrize("name", CIRCLES)
async def test_the_rest_of_the_project_is_indexed(name: str, graph: GraphStore, tmp_path: Path) -> None:
    code = await index({**CIRCLES[name], "rest.py": REST}, graph, tmp_path)
    assert await callees(code, "rest/user().") == {"rest.helper"}


NAMES = {
    "a circle has no base": (CIRCLES["members of two classes"], "INHERITS", set[tuple[str, str]]()),
    "a class is not its own base": (CIRCLES["a class whose base is its own name"], "INHERITS", set[tuple[str, str]]()),
    "the base is unknown": ({"m.py": SELF_BASE}, "INHERITS", set[tuple[str, str]]()),
    "what calls it is known": ({"m.py": SELF_BASE}, "CALLS", {("m.Case.check", "m.Case.check.Made")}),
    "an inherited member is a base": (
        {"m.py": "class A:\n class X: pass\nclass B(A): pass\nclass C(B.X): pass\n"},
        "INHERITS",
        {("m.B", "m.A"), ("m.C", "m.A.X")},
    ),
    "a member of a member is a base": (
        {"m.py": "class D(C.Y): pass\nclass C(B.X): pass\nclass B(A): pass\nclass A:\n class X:\n  class Y: pass\n"},
        "INHERITS",
        {("m.B", "m.A"), ("m.C", "m.A.X"), ("m.D", "m.A.X.Y")},
    ),
    "a sibling in the body of a class is a base": (
        {"m.py": "class A:\n class B: pass\n class C(B): pass\n"},
        "INHERITS",
        {("m.A.C", "m.A.B")},
    ),
    "a star import behind a circle": (
        {
            "a.py": "from b import *\ndef g(): f()\n",
            "b.py": "from a import *\nfrom c import *\n",
            "c.py": "def f(): ...\n",
        },
        "CALLS",
        {("a.g", "c.f")},
    ),
    "a long chain of imports": (CIRCLES["a long chain of imports"], "CALLS", {("last.call", "m0.f")}),
    "a long chain of classes": (CIRCLES["a long chain of classes"], "CALLS", {("m.Last.g", "m.C0.f")}),
}


@pytest.mark.parametrize("name", NAMES)
async def test_what_names_mean(name: str, graph: GraphStore, tmp_path: Path) -> None:
    files, edge_kind, want = NAMES[name]
    await index(files, graph, tmp_path)
    rows = await graph.read(
        "MATCH (n {project: $project})-[r]->(m) WHERE type(r) = $kind RETURN n.qname AS source, m.qname AS target",
        project=tmp_path.name,
        kind=edge_kind,
    )
    edges = {(row["source"], row["target"]) for row in rows}
    assert edges == want if len(want) != 1 or edge_kind == "INHERITS" else edges >= want


async def index(files: dict[str, str], graph: GraphStore, folder: Path) -> CodeGraph:
    root = folder / "root"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (folder / "facts").mkdir()
    facts = folder / "facts" / "facts.sqlite"
    await load_graph(folder.name, root, facts, graph)
    store = FactStore.open(facts)
    assert store.outcomes(NOT_WHOLE) == []
    store.close()
    return CodeGraph(graph, folder.name)


async def callees(code: CodeGraph, descriptor: str) -> set[str]:
    walk = await code.callees(f"{code.project}|py|{descriptor}")
    return {node.qname for node in walk.nodes}
