"""An index that follows the files: only what changed is done again, and the end is what a fresh index would be."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path

import pytest

from handlers.index.control import IndexCancelledError, Phase
from handlers.index.service import CodeIndex
from tests.support.index_state import State, facts_state, graph_state
from tests.support.shop import FILES


async def state(index: CodeIndex, project: str) -> State:
    collection = await index.vectors.collection(project, index.embedder.identity)
    facts = facts_state(index.data_dir / "facts" / project / "facts.sqlite")
    return facts | await graph_state(index.graph_store, project) | {"vectors": sorted(await collection.ids())}


async def fresh(index: CodeIndex, root: Path, project: str = "fresh") -> State:
    """What an index that has never seen the folder makes of it."""
    await index.index(project, root, full=True)
    return await state(index, project)


async def generations(index: CodeIndex) -> dict[str, int]:
    """The run that last wrote each file's nodes."""
    rows = await index.graph_store.read(
        "MATCH (n:Module {project: $project}) RETURN n.path AS path, n.gen AS gen", project="shop"
    )
    return {row["path"]: row["gen"] for row in rows}


async def rewritten(index: CodeIndex, before: dict[str, int]) -> set[str]:
    after = await generations(index)
    return {path for path in after if after[path] != before.get(path)}


async def test_without_a_change_nothing_is_done(index: CodeIndex, shop: Path) -> None:
    first = await index.index("shop", shop)
    assert (first.changed, first.linked) == (len(FILES), len(FILES))
    assert first.embedded > len(FILES)
    before, first_state = await generations(index), await state(index, "shop")
    again = await index.index("shop", shop)
    assert (again.files, again.changed, again.deleted, again.linked, again.embedded) == (len(FILES), 0, 0, 0, 0)
    assert await rewritten(index, before) == set()
    assert await state(index, "shop") == first_state


async def test_a_new_time_is_no_change(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    (shop / "main.py").touch()
    again = await index.index("shop", shop)
    assert (again.changed, again.linked, again.embedded) == (0, 0, 0)


async def test_an_edited_body_changes_only_its_own_file(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    before = await generations(index)
    edit(shop / "shop/tax.py", "RATES.get(country, 0)", "RATES.get(country, 21)")
    report = await index.index("shop", shop)
    assert (report.changed, report.deleted, report.linked, report.embedded) == (1, 0, 1, 1)
    assert await rewritten(index, before) == {"shop/tax.py"}
    assert await state(index, "shop") == await fresh(index, shop)


async def test_a_renamed_function_concerns_those_who_name_it(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    before = await generations(index)
    edit(shop / "shop/tax.py", "def rate(", "def percent(")
    report = await index.index("shop", shop)
    assert await rewritten(index, before) == {"shop/tax.py"}
    assert (report.changed, report.linked) == (1, 2)  # broken.py calls rate()
    graph = index.graph("shop")
    assert await graph.find("shop.tax.rate") == []
    assert [node.name for node in (await graph.callers("shop|py|shop/tax/percent().")).nodes] == []
    assert await state(index, "shop") == await fresh(index, shop)


async def test_a_deleted_file_takes_only_its_own_away(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    before = await generations(index)
    (shop / "shop/storage.py").unlink()
    report = await index.index("shop", shop)
    assert (report.files, report.changed, report.deleted, report.embedded) == (len(FILES) - 1, 0, 1, 0)
    assert await rewritten(index, before) == set()
    assert await index.graph("shop").find("OrderStore") == []
    assert "shop.storage.OrderStore" not in {h.symbol for h in await index.search("shop", "order store", 50)}
    assert await state(index, "shop") == await fresh(index, shop)


async def test_a_renamed_file_is_one_gone_and_one_new(index: CodeIndex, shop: Path) -> None:
    await index.index("shop", shop)
    before = await generations(index)
    (shop / "shop/storage.py").rename(shop / "shop/disk.py")
    report = await index.index("shop", shop)
    assert (report.files, report.changed, report.deleted) == (len(FILES), 1, 1)
    assert await rewritten(index, before) == {"shop/disk.py"}
    assert await state(index, "shop") == await fresh(index, shop)


async def test_a_new_file_gives_a_meaning_to_names_that_had_none(index: CodeIndex, shop: Path) -> None:
    (shop / "shop/storage.py").rename(shop.parent / "kept")
    await index.index("shop", shop)
    (shop.parent / "kept").rename(shop / "shop/storage.py")
    await index.index("shop", shop)
    calls = await index.graph("shop").callees("shop|py|main/main().")
    assert "shop|py|shop/storage/OrderStore#" in calls.depths
    assert await state(index, "shop") == await fresh(index, shop)


async def test_an_edit_of_equal_size_in_the_same_tick_is_seen(index: CodeIndex, shop: Path) -> None:
    """A file system's clock ticks every few milliseconds, so such a file keeps its size and its time."""
    path = shop / "shop/tax.py"
    path.write_text("def first():\n    return 1\n")
    await index.index("shop", shop)
    seen = path.stat().st_mtime_ns
    path.write_text("def other():\n    return 1\n")
    os.utime(path, ns=(seen, seen))
    await index.index("shop", shop)
    assert len(await index.graph("shop").find("other")) == 1


async def test_a_lost_graph_is_written_again(index: CodeIndex, shop: Path) -> None:
    from handlers.graph.load import delete_project

    await index.index("shop", shop)
    first_state = await state(index, "shop")
    await delete_project(index.graph_store, "shop")
    report = await index.index("shop", shop)
    assert (report.changed, report.linked, report.embedded) == (0, len(FILES), 0)
    assert await state(index, "shop") == first_state


async def test_lost_vectors_are_made_again(index: CodeIndex, shop: Path) -> None:
    first = await index.index("shop", shop)
    await index.vectors.drop("shop")
    again = await index.index("shop", shop)
    assert (again.changed, again.embedded) == (0, first.embedded)


# -- interrupted -----------------------------------------------------------------------------------------------------


class StopAt:
    """Receives progress; requests a stop at the `nth` report."""

    def __init__(self, nth: int) -> None:
        self.left, self.cancel = nth, threading.Event()
        self.phases: list[Phase] = []

    def __call__(self, phase: Phase, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.phases.append(phase)
        self.left -= 1
        if self.left <= 0:
            self.cancel.set()


async def test_an_interrupted_run_goes_on_where_it_stopped(index: CodeIndex, shop: Path) -> None:
    wanted = await fresh(index, shop)
    stopped_in: set[Phase] = set()
    for nth in (1, 2, 3, 5, 9, 12, 13, 14, 15):
        stop = StopAt(nth)
        try:
            await index.index("shop", shop, full=True, progress=stop, cancel=stop.cancel)
        except IndexCancelledError:
            stopped_in.add(stop.phases[-1])
        await index.index("shop", shop)
        assert await state(index, "shop") == wanted, f"stopped at report {nth}"
    assert {"scanning", "parsing", "linking"} <= stopped_in


async def test_many_interruptions_equal_none(index: CodeIndex, shop: Path) -> None:
    """Stopped at every report of every run and taken up again, while files change in between."""
    runs = 0
    while True:
        runs += 1
        stop = StopAt(2)
        try:
            await index.index("shop", shop, progress=stop, cancel=stop.cancel)
        except IndexCancelledError:
            if runs == 2:
                edit(shop / "shop/tax.py", "def rate(", "def percent(")
            if runs == 4:
                (shop / "shop/models.py").unlink()
            if runs < 20:
                continue
        break
    await index.index("shop", shop)
    assert await state(index, "shop") == await fresh(index, shop)


@pytest.mark.parametrize("phase", ["parsing", "linking", "embedding"])
async def test_a_cancelled_task_keeps_what_it_had(index: CodeIndex, shop: Path, phase: Phase) -> None:
    reached = asyncio.Event()

    def progress(at: Phase, done: int, total: int) -> None:
        if at == phase:
            reached.set()

    task = asyncio.create_task(index.index("shop", shop, progress=progress))
    await reached.wait()
    task.cancel()
    # The task is left alone until it has ended: its thread must not write any more.
    with pytest.raises((asyncio.CancelledError, IndexCancelledError)):
        await task
    await index.index("shop", shop)
    assert await state(index, "shop") == await fresh(index, shop)


async def test_runs_over_one_project_take_turns(index: CodeIndex, shop: Path) -> None:
    reports = await asyncio.gather(*(index.index("shop", shop) for _ in range(3)))
    assert sorted(report.changed for report in reports) == [0, 0, len(FILES)]
    assert await state(index, "shop") == await fresh(index, shop)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
