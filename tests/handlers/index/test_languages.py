"""What every indexed language must provide: one program in each of them has the same symbols, edges and chunks."""

from __future__ import annotations

import random
import string
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path

import pytest

from handlers.index.facts import NOT_WHOLE, FileFacts
from handlers.index.languages import SHIPPED
from handlers.index.service import CodeIndex
from tests.support.languages import CASES, PYTHON, TYPESCRIPT, LanguageCase
from tests.support.vectors import HashEmbedder

Edge = tuple[str, str, str, str]

SYMBOLS = {
    "main": "module",
    "main.lazily": "function",
    "main.main": "function",
    "shop.extra": "module",
    "shop.extra.wrap": "function",
    "shop.facade": "module",
    "shop.models": "module",
    "shop.models.Base": "class",
    "shop.models.Base.price": "method",
    "shop.models.Base.tax": "method",
    "shop.models.Gift": "class",
    "shop.models.Gift.price": "method",
    "shop.tax": "module",
    "shop.tax.outer": "function",
    "shop.tax.outer.inner": "function",
    "shop.tax.rate": "function",
}
EDGES: set[Edge] = {
    ("main", "IMPORTS", "STANDARD", "exact"),
    ("main", "IMPORTS", "requests", "exact"),
    ("main", "IMPORTS", "shop.extra", "exact"),
    ("main", "IMPORTS", "shop.facade", "exact"),
    ("main", "IMPORTS", "shop.models", "exact"),
    ("main", "IMPORTS", "shop.tax", "exact"),
    ("main.lazily", "CALLS", "shop.extra.wrap", "exact"),
    ("main.lazily", "REFERENCES", "main.main", "exact"),
    ("main.main", "CALLS", "shop.models.Gift", "exact"),
    ("main.main", "CALLS", "shop.models.Base.price", "name"),
    ("main.main", "CALLS", "shop.models.Gift.price", "name"),
    ("main.main", "CALLS", "shop.tax.rate", "exact"),
    ("shop.facade", "IMPORTS", "shop.tax", "exact"),
    ("shop.models.Base.price", "CALLS", "shop.models.Base.tax", "exact"),
    ("shop.models.Gift", "INHERITS", "shop.models.Base", "exact"),
    ("shop.models.Gift.price", "CALLS", "shop.models.Base.price", "exact"),
    ("shop.tax.outer", "CALLS", "shop.tax.outer.inner", "exact"),
    ("shop.tax.outer.inner", "CALLS", "shop.tax.rate", "exact"),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> LanguageCase:
    return CASES[request.param]


@pytest.fixture
async def index(tmp_path: Path) -> AsyncIterator[CodeIndex]:
    index = await CodeIndex.open(tmp_path / "data", HashEmbedder())
    yield index
    await index.close()


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


async def edges(index: CodeIndex, kinds: tuple[str, ...] = ("IMPORTS", "CALLS", "REFERENCES", "INHERITS")) -> set[Edge]:
    rows = await index.graph_store.read(
        "MATCH (n {project: 'p'})-[r]->(m) WHERE type(r) IN $kinds "
        "RETURN n.qname AS source, type(r) AS kind, m.qname AS target, r.conf AS confidence",
        kinds=list(kinds),
    )
    return {(row["source"], row["kind"], row["target"], row["confidence"]) for row in rows}


async def test_symbols_and_edges(index: CodeIndex, case: LanguageCase, tmp_path: Path) -> None:
    await index.index("p", write(tmp_path / "root", case.files))
    assert await index.outcomes("p", NOT_WHOLE, limit=10) == ()
    rows = await index.graph_store.read(
        "MATCH (n {project: 'p'}) WHERE n.kind IN ['module', 'class', 'function', 'method', 'property'] "
        "RETURN n.qname AS name, n.kind AS kind, n.lang AS lang"
    )
    assert {row["name"]: row["kind"] for row in rows} == SYMBOLS
    assert {row["lang"] for row in rows} == {case.language.name}
    wanted = {(a, k, b.replace("STANDARD", case.standard), c) for a, k, b, c in EDGES}
    assert await edges(index) == wanted | case.extra_edges
    packages = await index.graph_store.read("MATCH (n:External {project: 'p'}) RETURN n.name AS name, n.stdlib AS std")
    assert {row["name"]: row["std"] for row in packages} == {case.standard: True, "requests": False}
    lazy = await index.graph_store.read(
        "MATCH (n:Module {project: 'p'})-[r:IMPORTS]->(m) WHERE r.lazy RETURN m.qname AS name"
    )
    assert [row["name"] for row in lazy] == ["shop.extra"]
    assert (await index.analysis("p")).cycles == ()


def parsed(case: LanguageCase, path: str) -> FileFacts:
    return case.language.parse(path + case.suffix, case.files[path + case.suffix].encode())


def test_properties_of_symbols(case: LanguageCase) -> None:
    models = {symbol.name: symbol for symbol in parsed(case, "shop/models").symbols}
    assert models["Base"].doc == "Things with a price."
    assert not models["Base"].in_subclass
    assert models["Gift"].bases == 1
    assert models["price"].in_subclass  # the second one, of Gift
    tax = {symbol.name: symbol for symbol in parsed(case, "shop/tax").symbols}
    assert (tax["rate"].doc, tax["rate"].complexity) == ("The tax rate of a country.", 3)
    assert "country" in tax["rate"].signature
    main = {symbol.name: symbol for symbol in parsed(case, "main").symbols}
    assert main["main"].is_async


def test_lines_of_symbols_and_chunks(case: LanguageCase) -> None:
    for path, text in case.files.items():
        lines = text.splitlines()
        facts = case.language.parse(path, text.encode())
        assert facts.lines == len(lines)
        for symbol in facts.symbols[1:]:
            assert symbol.name in lines[symbol.start_line - 1], symbol
            assert 1 <= symbol.start_line <= symbol.end_line <= len(lines)
        for chunk in facts.chunks:
            assert chunk.text.splitlines()[0].strip().rstrip("{:").strip() in lines[chunk.start_line - 1], chunk


async def test_search_and_citations(index: CodeIndex, case: LanguageCase, tmp_path: Path) -> None:
    await index.index("p", write(tmp_path / "root", case.files))
    for question, symbol in {"tax rate country": "shop.tax.rate", "things price": "shop.models.Base"}.items():
        hits = await index.search("p", question, 5)
        assert symbol in {hit.symbol for hit in hits}, question


async def test_a_syntax_error_spoils_only_its_place(index: CodeIndex, case: LanguageCase, tmp_path: Path) -> None:
    await index.index("p", write(tmp_path / "root", {f"torn{case.suffix}": case.syntax_error}))
    (outcome,) = await index.outcomes("p", NOT_WHOLE, limit=10)
    assert outcome.status == "partial"
    assert outcome.reason.startswith("syntax error in line ")
    assert ("torn.after", "CALLS", "torn.before", "exact") in await edges(index)


async def test_circles(index: CodeIndex, case: LanguageCase, tmp_path: Path) -> None:
    await index.index("p", write(tmp_path / "root", case.circles))
    assert await index.outcomes("p", NOT_WHOLE, limit=10) == ()
    assert await edges(index, ("INHERITS",)) == {
        ("a.A", "INHERITS", "b.B", "exact"),
        ("b.B", "INHERITS", "a.A", "exact"),
    }


def test_secrets_are_masked(case: LanguageCase) -> None:
    token = "glpat-" + "".join(random.Random(1).choices(string.ascii_letters + string.digits, k=20))
    facts = case.language.parse("up" + case.suffix, case.secret.replace("TOKEN", token).encode())
    assert token not in str(asdict(facts))
    assert "*" * len(token) in str(asdict(facts))


def nested(case: LanguageCase, depth: int) -> str:
    begin, end = case.nested
    return "".join(begin.format(indent=" " * (at + 1)) if "indent" in begin else begin for at in range(depth)) + (
        end * depth or "pass"
    )


async def test_hostile_texts(index: CodeIndex, case: LanguageCase, tmp_path: Path) -> None:
    root = write(tmp_path / "root", {f"good{case.suffix}": case.files["shop/extra" + case.suffix]})
    texts: dict[str, tuple[bytes, str, str]] = {
        "parentheses": (b"x = " + b"(" * 3000 + b"1" + b")" * 3000, "ok", ""),
        "sum": (b"x = " + b" + ".join([b"1"] * 10_000), "ok", ""),
        "attributes": (b"x = a" + b".b" * 10_000, "ok", ""),
        "calls": (b"x = a" + b".b()" * 10_000, "ok", ""),
        "lists": (b"x = " + b"[" * 3000 + b"]" * 3000, "ok", ""),
        "nested": (nested(case, 40).encode(), "partial", "definitions are nested more than 30 deep"),
        "unclosed": (b"(" * 50_000, "partial", "syntax error in line 1"),
        "latin": (b"x = '\xe9'\n", "partial", ""),
        "bytes": (b"\xff" + bytes(range(1, 256)) * 20, "partial", ""),
        "binary": (b"\x7fELF\0\0", "skipped", "binary"),
        "empty": (b"", "ok", ""),
        "mark": (b"\xef\xbb\xbfx = 1\n", "ok", ""),
        "large": (b"x = 1\n" * 200_000, "skipped", "larger than 1,000,000 bytes"),
    }
    for name, (text, _, _) in texts.items():
        (root / f"{name}{case.suffix}").write_bytes(text)
    await index.index("p", root)
    outcomes = {o.path: o for o in await index.outcomes("p", ("ok", *NOT_WHOLE), limit=100)}
    assert outcomes.pop(f"good{case.suffix}").status == "ok"
    for name, (_, status, reason) in texts.items():
        outcome = outcomes.pop(f"{name}{case.suffix}")
        assert (outcome.status, reason in outcome.reason) == (status, True), outcome
    assert not outcomes
    again = await index.index("p", root)
    assert (again.changed, again.linked, again.embedded) == (0, 0, 0)


async def test_languages_are_never_linked_to_each_other(index: CodeIndex, tmp_path: Path) -> None:
    """The same program in two languages in one folder, with the same names everywhere."""
    await index.index("p", write(tmp_path / "root", PYTHON.files | TYPESCRIPT.files))
    assert await index.outcomes("p", NOT_WHOLE, limit=10) == ()
    rows = await index.graph_store.read(
        "MATCH (n {project: 'p'})-[r]->(m) WHERE n.lang IN ['python', 'typescript'] AND m.lang <> n.lang "
        "RETURN n.uid AS source, m.uid AS target"
    )
    assert rows == []
    wanted = {(a, k, b.replace("STANDARD", standard), c) for a, k, b, c in EDGES for standard in ("json", "fs")}
    assert await edges(index) == wanted
    assert len(await index.graph("p").find("shop.models.Base.price")) == 2
    packages = await index.graph_store.read("MATCH (n:External {project: 'p'}) RETURN n.uid AS uid")
    assert {row["uid"] for row in packages} == {
        *("p|ext|py|json", "p|ext|py|requests", "p|ext|ts|fs", "p|ext|ts|requests"),
    }


def test_no_two_languages_share_a_code_or_a_suffix() -> None:
    codes = [language.code for language in SHIPPED.all]
    suffixes = [suffix for language in SHIPPED.all for suffix in language.suffixes]
    assert len(codes) == len({*codes, "ext", "file"}) - 2
    assert len(suffixes) == len(set(suffixes))
