"""What any graph engine must do: keep all or nothing, stop in time, report clearly what is wrong."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from handlers.graph.load import delete_project, project_build, set_project, write_edges, write_nodes
from handlers.graph.model import EdgeRow, NodeRow
from handlers.graph.open import open_graph
from handlers.graph.schema import prepare
from handlers.graph.store import GraphError, GraphStore, GraphTimeoutError, GraphUnavailableError
from tests.support.neo4j import free_port, relay_to

P = "scratch"
OWNER = f"{P}|file|a.py"


def node(name: str, gen: int = 1, owner: str = OWNER) -> NodeRow:
    properties = {"project": P, "owner": owner, "gen": gen, "kind": "function", "name": name, "qname": name}
    return NodeRow("Function", f"{P}|py|a/{name}().", properties | {"path": "a.py", "start_line": 1, "end_line": 2})


def calls(source: str, target: str) -> EdgeRow:
    return EdgeRow(f"{P}|py|a/{source}().", "CALLS", f"{P}|py|a/{target}().")


async def names(store: GraphStore) -> list[str]:
    rows = await store.read("MATCH (n:Function {project: $p}) RETURN n.name AS name ORDER BY n.name", p=P)
    return [row["name"] for row in rows]


async def pairs(store: GraphStore) -> list[tuple[str, str]]:
    rows = await store.read(
        "MATCH (a:Function {project: $p})-[r:CALLS]->(b) RETURN a.name AS a, b.name AS b ORDER BY a.name, b.name", p=P
    )
    return [(row["a"], row["b"]) for row in rows]


async def test_a_file_written_twice_is_in_the_graph_once(empty: GraphStore) -> None:
    for gen in (1, 2):
        await write_nodes(empty, [OWNER], [node("one", gen), node("two", gen)], gen)
        await write_edges(empty, [OWNER], [calls("one", "two")])
    assert await names(empty) == ["one", "two"]
    assert await pairs(empty) == [("one", "two")]


async def test_what_a_file_no_longer_has_goes_and_what_stays_keeps_its_callers(empty: GraphStore) -> None:
    other = f"{P}|file|b.py"
    await write_nodes(empty, [OWNER, other], [node("one"), node("two"), node("caller", owner=other)], 1)
    await write_edges(empty, [OWNER, other], [calls("caller", "one"), calls("caller", "two"), calls("one", "two")])
    await write_nodes(empty, [OWNER], [node("one", 2)], 2)
    assert await names(empty) == ["caller", "one"]
    assert await pairs(empty) == [("caller", "one")]


async def test_a_transaction_keeps_all_or_nothing(empty: GraphStore) -> None:
    await write_nodes(empty, [OWNER], [node("kept")], 1)
    with pytest.raises(GraphError):
        await empty.write(
            [
                ("MATCH (n:Function {project: $p}) DETACH DELETE n", {"p": P}),
                ("MATCH (n:Function) SET n.x = this is no Cypher", {}),
            ]
        )
    assert await names(empty) == ["kept"]


async def test_text_travels_untouched(empty: GraphStore) -> None:
    for text in ("'", '"; MATCH (n) DETACH DELETE n //', "grüße 🙂", "\\u0027", "$p", "a\nb", ""):
        await write_nodes(empty, [OWNER], [node(text)], 1)
        assert await names(empty) == [text]
        await delete_project(empty, P)


async def test_projects_do_not_touch_each_other(empty: GraphStore) -> None:
    await delete_project(empty, "beside")
    await set_project(empty, P, "build 1", name="one")
    await set_project(empty, "beside", "build 2", name="two")
    await delete_project(empty, P)
    assert (await project_build(empty, P), await project_build(empty, "beside")) == (None, "build 2")
    await delete_project(empty, "beside")


async def test_deleting_a_project_leaves_nothing(empty: GraphStore) -> None:
    await set_project(empty, P, "build", name="x")
    await write_nodes(empty, [OWNER], [node(f"f{n}") for n in range(30)], 1)
    await write_edges(empty, [OWNER], [calls("f1", f"f{n}") for n in range(30)])
    await delete_project(empty, P)
    assert await empty.read("MATCH (n {project: $p}) RETURN n.uid AS uid", p=P) == []


async def test_preparing_twice_does_no_harm(empty: GraphStore) -> None:
    await prepare(empty)
    assert await empty.read("RETURN 1 AS one") == [{"one": 1}]


async def test_a_query_that_takes_too_long_is_stopped(empty: GraphStore) -> None:
    with pytest.raises(GraphTimeoutError):
        await empty.read(
            "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c "
            "WITH a, b, c WHERE a * b + c = -1 RETURN count(*) AS n",
            within=0.2,
        )
    assert await empty.read("RETURN 1 AS one") == [{"one": 1}]


async def test_a_wrong_query_is_an_error_of_ours(empty: GraphStore) -> None:
    with pytest.raises(GraphError):
        await empty.read("this is no Cypher")


async def test_closing_twice_does_nothing(empty: GraphStore) -> None:
    await empty.close()
    await empty.close()


# -- the embedded file -----------------------------------------------------------------------------------------------


async def test_the_embedded_graph_is_kept(tmp_path: Path) -> None:
    store = await open_graph(tmp_path)
    await write_nodes(store, [OWNER], [node("kept")], 1)
    await store.close()
    store = await open_graph(tmp_path)
    assert await names(store) == ["kept"]
    await store.close()


async def test_a_file_that_another_process_has_is_refused(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from handlers.graph.kglite_store import KgliteStore;"
        "store = KgliteStore(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(tmp_path / "graph.kgl"), stdin=PIPE, stdout=PIPE
    )
    try:
        assert other.stdout is not None and await other.stdout.readline() == b"open\n"
        with pytest.raises(GraphUnavailableError, match="in use by another process"):
            await open_graph(tmp_path)
    finally:
        await other.communicate(b"")
    await (await open_graph(tmp_path)).close()


def damage(folder: Path) -> None:
    for file in folder.glob("graph.kgl*"):
        if file.is_file() and file.suffix != ".json":
            file.write_bytes(b"no graph at all" * 100)


async def test_a_damaged_file_is_created_again(tmp_path: Path) -> None:
    store = await open_graph(tmp_path)
    await write_nodes(store, [OWNER], [node("lost")], 1)
    await store.close()
    damage(tmp_path)
    store = await open_graph(tmp_path)
    assert await names(store) == []
    await store.close()


async def test_a_graph_of_another_version_is_created_again(tmp_path: Path) -> None:
    store = await open_graph(tmp_path)
    await write_nodes(store, [OWNER], [node("old")], 1)
    await store.close()
    (tmp_path / "graph.kgl.json").write_text('{"made_by": "schema 0, kglite 0.1"}')
    store = await open_graph(tmp_path)
    assert await names(store) == []
    await store.close()


# -- the server ------------------------------------------------------------------------------------------------------


async def test_a_server_that_is_down_is_named(tmp_path: Path) -> None:
    address = f"bolt://127.0.0.1:{free_port()}"
    with pytest.raises(GraphUnavailableError) as error:
        await open_graph(tmp_path, address)
    assert address in str(error.value)


@pytest.mark.parametrize("address", ["http://127.0.0.1:7687", "127.0.0.1:7687", "file:///etc/passwd"])
async def test_an_address_of_another_kind_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(GraphUnavailableError, match="starts with neo4j:// or bolt://"):
        await open_graph(tmp_path, address)


async def test_a_server_that_goes_down_is_named(tmp_path: Path, neo4j: str) -> None:
    async with relay_to(neo4j) as (address, relay):
        store = await open_graph(tmp_path, address)
        assert await store.read("RETURN 1 AS one") == [{"one": 1}]
        await relay.cut()
        with pytest.raises(GraphUnavailableError):
            await store.read("RETURN 1 AS one", within=2)
        with pytest.raises(GraphUnavailableError):
            await set_project(store, P, "build")
        await store.close()
