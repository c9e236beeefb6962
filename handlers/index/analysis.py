"""Facts about a project's code that a person would ask for; taken from the graph, not from a model."""

from dataclasses import dataclass

from handlers.graph.code_graph import CodeGraph, ImportCycle, Measured, Unreached
from handlers.graph.model import Label, Node


@dataclass(frozen=True, slots=True)
class UnusedFunction:
    """A function that nothing in the project is seen to use.

    `certain` is False where its name still occurs in places that could not be resolved, or where a decorator or a base
    class may hand it on. Even a certain one may be called from outside the project.
    """

    node: Node
    certain: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """All facts of a project, or of one path in it, the most telling first."""

    counts: dict[Label, int]
    edges: int
    complex: tuple[Measured, ...]
    unused: tuple[UnusedFunction, ...]
    cycles: tuple[ImportCycle, ...]
    depended_on: tuple[Measured, ...]


def is_entry_point(found: Unreached) -> bool:
    """Functions that others call by convention: special methods, tests and `main`."""
    name = found.node.name
    return (name.startswith("__") and name.endswith("__")) or name.startswith("test") or name == "main"


async def analyse(
    graph: CodeGraph, mentioned: set[str], unreached: list[Unreached], prefix: str, limit: int
) -> Analysis:
    """The facts below the path `prefix`, at most `limit` of a kind; `mentioned` are names that occur unresolved."""
    unused = [
        UnusedFunction(u.node, not (u.decorated or u.in_subclass or u.node.name in mentioned))
        for u in unreached
        if not is_entry_point(u)
    ]
    return Analysis(
        counts=await graph.counts(),
        edges=await graph.edge_count(),
        complex=tuple(await graph.most_complex(prefix=prefix, limit=limit)),
        unused=tuple(sorted(unused, key=lambda u: not u.certain)[:limit]),
        cycles=tuple((await graph.import_cycles(prefix=prefix))[:limit]),
        depended_on=tuple(await graph.most_depended_on(prefix=prefix, limit=limit)),
    )
