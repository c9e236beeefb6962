"""What the index knows of the shop, by hand: files, facts, search by meaning, and that every place it names exists."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from handlers.index.service import CodeIndex, NotIndexedError, UnknownPathError
from handlers.index.store import FactStore
from tests.support.shop import FILES


async def test_files_and_why_others_are_left_out(index: CodeIndex, shop: Path) -> None:
    (shop / "big.py").write_text("x = 1\n" * 200_000)
    (shop / "binary.py").write_bytes(b"\0\1\2")
    (shop / "link.py").symlink_to(shop / "main.py")
    (shop / "outside").symlink_to(shop.parent)
    report = await index.index("shop", shop)
    reasons = {"big.py": "larger than 1,000,000 bytes", "binary.py": "binary", "link.py": "a symbolic link"}
    assert (report.files, report.changed, report.deleted) == (len(FILES), len(FILES) + 3, 0)
    assert {left.path: left.reason for left in report.left_out} == reasons
    assert {left.status for left in report.left_out} == {"skipped"}
    assert status(index) == FILES | dict.fromkeys(reasons, "skipped")


@pytest.mark.parametrize("checkout", [False, True], ids=["folder", "checkout"])
async def test_gitignore_decides_with_and_without_git(index: CodeIndex, shop: Path, checkout: bool) -> None:
    if checkout:
        init = await asyncio.create_subprocess_exec("git", "init", "-q", str(shop))
        assert await init.wait() == 0
    await index.index("shop", shop)
    assert status(index) == FILES


async def test_exclude_leaves_out_more(index: CodeIndex, shop: Path) -> None:
    report = await index.index("shop", shop, exclude=["shop/*", "!shop/tax.py"])
    assert status(index) == {"main.py": "ok", "shop/tax.py": "ok"}
    assert report.left_out == ()


async def test_definitions_around_a_syntax_error_are_indexed(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    graph = index.graph("shop")
    for name in ("before_the_error", "after_the_error", "greeting_for"):
        assert [node.name for node in await graph.find(name)] == [name]


QUESTIONS = {
    "append an order to a file on disk as JSON": "shop.storage.OrderStore.save_order",
    "tax rate of a country": "shop.tax.rate",
    "price reductions for customers who buy many things": "shop.pricing.discounted",
    "gift wrapping": "shop.models.GiftBasket",
    "buy the basket and keep what was ordered": "shop.checkout.pay",
    "read_orders": "shop.storage.OrderStore.read_orders",
}


async def test_search_by_meaning_finds_the_right_function(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    symbols_of = {question: [hit.symbol for hit in await index.search("shop", question, 3)] for question in QUESTIONS}
    missed = {question: symbols for question, symbols in symbols_of.items() if QUESTIONS[question] not in symbols}
    assert not missed
    first = [question for question, symbols in symbols_of.items() if symbols[0].startswith(QUESTIONS[question])]
    assert len(first) >= len(QUESTIONS) - 2, symbols_of


async def test_search_within_a_path(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    hits = await index.search("shop", "the price of a basket", 5, path_prefix="shop/storage.py")
    assert hits and {hit.path for hit in hits} == {"shop/storage.py"}
    assert await index.search("shop", "price", path_prefix="nowhere/") == []


@pytest.mark.parametrize("question", ["", " ", "💰", '"', "a AND (b", "NEAR(", "*", "x" * 20_000])
async def test_any_question_has_an_answer(index: CodeIndex, shop: Path, question: str) -> None:
    await index.index("shop", shop)
    hits = await index.search("shop", question, 5)
    assert len(hits) <= 5
    assert all(0 <= hit.score <= 1 for hit in hits)


async def test_every_citation_exists(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    lines = {path: (shop / path).read_bytes().decode("utf-8", "replace").split("\n") for path in FILES}
    hits = [hit for question in QUESTIONS for hit in await index.search("shop", question, 100)]
    assert {hit.path for hit in hits} == set(FILES)
    for hit in hits:
        cited = lines[hit.path][hit.start_line - 1 : hit.end_line]
        assert len(cited) == hit.end_line - hit.start_line + 1, hit
        first = hit.snippet.split("\n")[0]
        assert any(first.strip().rstrip(":") in line for line in cited), hit
    rows = await index.graph_store.read(
        "MATCH (n {project: $project}) WHERE n.path <> '' RETURN n.path AS path, n.start_line AS s, n.end_line AS e, "
        "n.name AS name, n.kind AS kind",
        project="shop",
    )
    assert {row["path"] for row in rows} == set(FILES)
    for row in rows:
        content = len((shop / row["path"]).read_bytes().splitlines())
        assert 1 <= row["s"] <= row["e"] <= content, row
        if row["kind"] in ("function", "method", "class"):
            assert any(row["name"] in line for line in lines[row["path"]][row["s"] - 1 : row["e"]]), row


async def test_analysis_by_hand(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    analysis = await index.analysis("shop")
    assert [(m.node.qname, m.value) for m in analysis.complex[:1]] == [("shop.pricing.discounted", 7)]
    assert [cycle.paths for cycle in analysis.cycles] == [("shop/pricing.py", "shop/tax.py")]
    unused = {u.node.qname: u.certain for u in analysis.unused}
    assert unused == {
        "shop.broken.torn": True,
        "shop.broken.after_the_error": True,
        "shop.checkout.refund_everything": True,
        "shop.legacy.gr": True,
        "shop.models.Basket.add": False,  # the package exports its class
        "shop.models.GiftBasket.describe": False,  # called through its base class
    }
    within = await index.analysis("shop", "shop/checkout.py")
    assert [u.node.qname for u in within.unused] == ["shop.checkout.refund_everything"]
    with pytest.raises(UnknownPathError, match="shop/check is not in the index"):
        await index.analysis("shop", "shop/check")


async def test_what_is_not_indexed_is_reported(index: CodeIndex, tmp_path: Path) -> None:
    with pytest.raises(NotIndexedError, match="project nothing is not indexed yet"):
        await index.search("nothing", "x")
    with pytest.raises(NotADirectoryError, match="is not a folder"):
        await index.index("shop", tmp_path / "nowhere")
    for name in ("", "../up", "a/b", "-", "x" * 65, "a|b"):
        with pytest.raises(ValueError, match="is no project id"):
            await index.search(name, "x")


async def test_an_empty_folder_is_a_project(index: CodeIndex, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = await index.index("empty", tmp_path / "empty")
    assert (report.files, report.embedded) == (0, 0)
    assert await index.search("empty", "anything") == []
    assert (await index.analysis("empty")).unused == ()


async def test_removing_a_project_leaves_nothing(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    assert await index.projects() == ["shop"]
    await index.remove("shop")
    assert await index.projects() == []
    assert await index.graph_store.read("MATCH (n {project: $project}) RETURN n.uid AS uid", project="shop") == []
    collection = await index.vectors.collection("shop", index.embedder.identity)
    assert await collection.ids() == set()
    assert (shop / "main.py").exists()


def status(index: CodeIndex) -> dict[str, str]:
    facts = FactStore.open(index.data_dir / "facts" / "shop" / "facts.sqlite")
    try:
        return {path: record.status for path, record in facts.files().items()}
    finally:
        facts.close()
