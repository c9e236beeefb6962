"""Strongly connected components against the definition: each node reaches the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.graph.cycles import cycles

NODES = "abcdefgh"
edges = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


def reachable(start: str, pairs: list[tuple[str, str]]) -> set[str]:
    seen, pending = {start}, [start]
    while pending:
        at = pending.pop()
        following = {b for a, b in pairs if a == at} - seen
        seen |= following
        pending.extend(following)
    return seen


@given(edges)
def test_components_are_those_that_reach_each_other(pairs: list[tuple[str, str]]) -> None:
    reach = {node: reachable(node, pairs) for node in NODES}
    wanted = {tuple(sorted(b for b in reach[a] if a in reach[b])) for a in NODES}
    components = cycles(pairs)
    assert set(components) == {component for component in wanted if len(component) > 1}
    assert [len(component) for component in components] == sorted(map(len, components), reverse=True)


def test_depth_has_no_limit() -> None:
    ring = [(f"{n:06}", f"{(n + 1) % 20_000:06}") for n in range(20_000)]
    (component,) = cycles(ring)
    assert len(component) == 20_000
