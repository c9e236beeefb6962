"""One table of questions about the shop, with answers written by hand, on the embedded graph and on a real Neo4j."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path

import pytest

from handlers.graph.code_graph import CodeGraph
from handlers.graph.model import EXACT, Subgraph
from handlers.graph.open import open_graph
from handlers.graph.store import GraphStore

PROJECT = "shop"


def uid(name: str) -> str:
    """`shop/tax/rate().` to its uid; `ext:json` to that of a package outside."""
    return f"{PROJECT}|ext|py|{name[4:]}" if name.startswith("ext:") else f"{PROJECT}|py|{name}"


def short(uid: str) -> str:
    return uid.removeprefix(f"{PROJECT}|py|").replace(f"{PROJECT}|ext|py|", "ext:").replace(f"{PROJECT}|file|", "file:")


Walk = Callable[[CodeGraph], Awaitable[Subgraph]]
WALKS: dict[str, tuple[Walk, dict[str, int]]] = {
    "callers": (
        lambda g: g.callers(uid("shop/tax/with_tax().")),
        {"shop/pricing/total().": 1, "shop/tax/tax_of().": 1},
    ),
    "callers of callers, to the module that starts it all": (
        lambda g: g.callers(uid("shop/tax/with_tax()."), 4),
        {
            "shop/pricing/total().": 1,
            "shop/tax/tax_of().": 1,
            "shop/checkout/pay().": 2,
            "main/main().": 3,
            "main/": 4,
        },
    ),
    "callers of a class are those who make one": (
        lambda g: g.callers(uid("shop/storage/OrderStore#")),
        {"main/main().": 1},
    ),
    "callers across a file with a syntax error": (
        lambda g: g.callers(uid("shop/tax/rate()."), 2),
        {
            "shop/tax/with_tax().": 1,
            "shop/broken/before_the_error().": 1,
            "shop/pricing/total().": 2,
            "shop/tax/tax_of().": 2,
            "shop/broken/after_the_error().": 2,
        },
    ),
    "callers of a method, by name alone": (
        lambda g: g.callers(uid("shop/storage/OrderStore#save_order().")),
        {"shop/checkout/pay().": 1},
    ),
    "but not where only exact edges count": (
        lambda g: g.callers(uid("shop/storage/OrderStore#save_order()."), confidence=EXACT),
        {},
    ),
    "callers through super()": (
        lambda g: g.callers(uid("shop/models/Basket#describe().")),
        {"shop/models/Basket#receipt().": 1, "shop/models/GiftBasket#describe().": 1},
    ),
    "callers of an unused function": (lambda g: g.callers(uid("shop/checkout/refund_everything().")), {}),
    "callees": (
        lambda g: g.callees(uid("shop/pricing/total().")),
        {"shop/pricing/discounted().": 1, "shop/pricing/subtotal().": 1, "shop/tax/with_tax().": 1},
    ),
    "callees to depth 3": (
        lambda g: g.callees(uid("main/main()."), 3, confidence=EXACT),
        {
            "shop/checkout/pay().": 1,
            "shop/checkout/reports().": 1,
            "shop/models/Basket#": 1,
            "shop/storage/OrderStore#": 1,
            "shop/pricing/total().": 2,
            "shop/pricing/discounted().": 3,
            "shop/pricing/subtotal().": 3,
            "shop/tax/with_tax().": 3,
        },
    ),
    "callees of a module": (lambda g: g.callees(uid("main/")), {"main/main().": 1}),
    "callees of a leaf": (lambda g: g.callees(uid("shop/tax/rate().")), {}),
    "imports": (
        lambda g: g.imports(uid("main/")),
        {"ext:pathlib": 1, "ext:sys": 1, "shop/__init__/": 1, "shop/checkout/": 1, "shop/storage/": 1},
    ),
    "imports within functions count too": (
        lambda g: g.imports(uid("shop/checkout/")),
        {"shop/models/": 1, "shop/pricing/": 1, "shop/storage/": 1, "shop/tax/": 1},
    ),
    "imports around a cycle end": (
        lambda g: g.imports(uid("shop/tax/"), 10),
        {"shop/pricing/": 1, "shop/models/": 2, "ext:dataclasses": 3},
    ),
    "importers": (
        lambda g: g.importers(uid("shop/models/")),
        {"shop/__init__/": 1, "shop/checkout/": 1, "shop/pricing/": 1},
    ),
    "importers of a package outside": (
        lambda g: g.importers(uid("ext:pathlib")),
        {"main/": 1, "shop/storage/": 1},
    ),
    "neighbours": (
        lambda g: g.neighbourhood(uid("shop/models/GiftBasket#")),
        {"shop/models/": 1, "shop/models/Basket#": 1, "shop/models/GiftBasket#describe().": 1},
    ),
    "neighbours of a function": (
        lambda g: g.neighbourhood(uid("shop/tax/tax_of().")),
        {"shop/tax/": 1, "shop/checkout/reports().": 1, "shop/pricing/subtotal().": 1, "shop/tax/with_tax().": 1},
    ),
    "an unknown symbol": (lambda g: g.callers(uid("shop/tax/nothing()."), 3), {}),
    "a symbol of another project": (lambda g: g.callers("other|py|shop/tax/rate()."), {}),
    "no uid at all": (lambda g: g.neighbourhood("shop.tax.rate"), {}),
}


@pytest.mark.parametrize("name", WALKS)
async def test_walks(shop: GraphStore, name: str) -> None:
    walk, wanted = WALKS[name]
    answer = await walk(CodeGraph(shop, PROJECT))
    depths = {short(node.uid): answer.depths[node.uid] for node in answer.nodes}
    assert depths == wanted
    assert not answer.truncated
    assert list(depths.values()) == sorted(depths.values())


Chain = tuple[str, ...] | None
PATHS: dict[str, tuple[str, str, int, Chain]] = {
    "calls": (
        "main/main().",
        "shop/tax/rate().",
        10,
        ("main/main().", "shop/checkout/pay().", "shop/pricing/total().", "shop/tax/with_tax().", "shop/tax/rate()."),
    ),
    "as deep as needed": (
        "shop/checkout/pay().",
        "shop/tax/with_tax().",
        2,
        ("shop/checkout/pay().", "shop/pricing/total().", "shop/tax/with_tax()."),
    ),
    "one hop too few": ("shop/checkout/pay().", "shop/tax/with_tax().", 1, None),
    "against the direction": ("shop/tax/rate().", "main/main().", 10, None),
    "imports between modules": ("main/", "shop/tax/", 10, ("main/", "shop/checkout/", "shop/tax/")),
    "to itself": ("shop/tax/rate().", "shop/tax/rate().", 1, ("shop/tax/rate().",)),
    "only by name": ("shop/checkout/pay().", "shop/storage/OrderStore#save_order().", 10, None),
    "from nowhere": ("shop/tax/nothing().", "shop/tax/rate().", 10, None),
    "to nowhere": ("shop/tax/rate().", "shop/tax/nothing().", 10, None),
}


@pytest.mark.parametrize("name", PATHS)
async def test_shortest_paths(shop: GraphStore, name: str) -> None:
    source, target, depth, wanted = PATHS[name]
    chain = await CodeGraph(shop, PROJECT).shortest_path(uid(source), uid(target), depth)
    assert (chain and tuple(short(node.uid) for node in chain.nodes)) == wanted
    if chain is not None:
        ends = [(edge.source, edge.target) for edge in chain.edges]
        uids = [node.uid for node in chain.nodes]
        assert ends == list(pairwise(uids))


FOUND = {
    "with_tax": ["shop.tax.with_tax"],
    "with_tax()": ["shop.tax.with_tax"],
    "describe": ["shop.models.Basket.describe", "shop.models.GiftBasket.describe"],
    "GiftBasket.describe": ["shop.models.GiftBasket.describe"],
    "shop.models.Basket": ["shop.models.Basket"],
    "shop/tax.py": ["shop.tax"],
    "shop|py|shop/tax/": ["shop.tax"],
    "main": ["main", "main.main"],
    "wrong.with_tax": [],
    "nothing": [],
    "": [],
    "x' OR 1=1 //": [],
}


@pytest.mark.parametrize("text", FOUND)
async def test_symbols_are_found(shop: GraphStore, text: str) -> None:
    assert [node.qname for node in await CodeGraph(shop, PROJECT).find(text)] == FOUND[text]


async def test_a_node_has_its_location(shop: GraphStore) -> None:
    node = await CodeGraph(shop, PROJECT).node(uid("shop/models/GiftBasket#describe()."))
    assert node is not None
    assert (node.kind, node.name, node.qname) == ("method", "describe", "shop.models.GiftBasket.describe")
    assert (node.path, node.start_line, node.end_line) == ("shop/models.py", 35, 36)


async def test_an_edge_has_its_confidence_and_line(shop: GraphStore) -> None:
    answer = await CodeGraph(shop, PROJECT).callees(uid("shop/checkout/pay()."))
    edges = {short(edge.target): (short(edge.source), edge.kind, edge.confidence, edge.line) for edge in answer.edges}
    assert edges == {
        "shop/models/Basket#receipt().": ("shop/checkout/pay().", "CALLS", "name", 10),
        "shop/pricing/total().": ("shop/checkout/pay().", "CALLS", "exact", 9),
        "shop/storage/OrderStore#save_order().": ("shop/checkout/pay().", "CALLS", "name", 10),
    }


async def test_project_facts(shop: GraphStore) -> None:
    graph = CodeGraph(shop, PROJECT)
    assert await graph.counts() == {"File": 9, "Module": 9, "Class": 4, "Function": 23, "External": 4}
    cycles = await graph.import_cycles()
    assert [(cycle.modules, cycle.paths) for cycle in cycles] == [
        (("shop.pricing", "shop.tax"), ("shop/pricing.py", "shop/tax.py"))
    ]
    assert await graph.import_cycles(prefix="shop/models") == []
    complex_ones = await graph.most_complex(limit=1)
    assert [(measured.node.qname, measured.value) for measured in complex_ones] == [("shop.pricing.discounted", 7)]
    called = await graph.most_called(limit=2)
    assert [(measured.node.qname, measured.value) for measured in called] == [
        ("shop.models.Basket.describe", 2),
        ("shop.pricing.subtotal", 2),
    ]
    needed = await graph.most_depended_on(limit=3)
    assert [(f.node.path, f.value) for f in needed] == [
        ("shop/models.py", 3),
        ("shop/tax.py", 3),
        ("shop/pricing.py", 2),
    ]
    unreached = {f.node.qname: f.in_subclass for f in await graph.unreached_functions()}
    assert unreached == {
        "shop.broken.after_the_error": False,
        "shop.broken.torn": False,
        "shop.checkout.refund_everything": False,
        "shop.legacy.gr": False,  # the rest of its name is no UTF-8
        "shop.models.Basket.add": False,
        "shop.models.GiftBasket.describe": True,
        "shop.storage.OrderStore.__init__": False,
    }
    assert len(await graph.unreached_functions(prefix="shop/checkout.py")) == 1


async def test_a_limit_is_reported(shop: GraphStore) -> None:
    answer = await CodeGraph(shop, PROJECT).callees(uid("main/main()."), 3, limit=2)
    assert answer.truncated
    assert len(answer.nodes) == 2
    uids = {node.uid for node in answer.nodes} | {uid("main/main().")}
    assert all({edge.source, edge.target} <= uids for edge in answer.edges)


@pytest.mark.parametrize("depth", [0, -1, 11])
async def test_depth_has_bounds(shop: GraphStore, depth: int) -> None:
    graph = CodeGraph(shop, PROJECT)
    with pytest.raises(ValueError, match="depth must be 1 to 10"):
        await graph.callers(uid("shop/tax/rate()."), depth)
    with pytest.raises(ValueError, match="depth must be 1 to 10"):
        await graph.shortest_path(uid("main/main()."), uid("shop/tax/rate()."), depth)


async def test_both_engines_answer_alike(loaded: Path, loaded_neo4j: str) -> None:
    """Every walk from every symbol, whole values: names, lines, edges, order."""
    stores = [await open_graph(loaded), await open_graph(loaded, loaded_neo4j)]
    try:
        first, second = (CodeGraph(store, PROJECT) for store in stores)
        rows = await stores[0].read("MATCH (n {project: $project}) RETURN n.uid AS uid", project=PROJECT)
        uids = sorted(row["uid"] for row in rows)
        assert len(uids) == 50  # 9 files, 9 modules, 4 classes, 23 functions, 4 packages, the project
        for name in uids:
            assert await first.node(name) == await second.node(name)
            for depth in (1, 3):
                assert await first.neighbourhood(name, depth) == await second.neighbourhood(name, depth)
                assert await first.callers(name, depth) == await second.callers(name, depth)
                assert await first.imports(name, depth) == await second.imports(name, depth)
        assert await first.edge_count() == await second.edge_count()
    finally:
        for store in stores:
            await store.close()
