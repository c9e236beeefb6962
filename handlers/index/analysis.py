"""Facts about a project's code that a person would ask for; taken from the graph and the files, not from a model."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handlers.graph.code_graph import CodeGraph, ImportCycle, Measured, Unreached
from handlers.graph.model import Label, Node
from handlers.index.interface import is_conventional, is_distributed, is_part, is_public
from handlers.index.mentions import Definition, find_mentions


@dataclass(frozen=True, slots=True)
class UnusedFunction:
    """A function that nothing in the project is seen to use. `certain`: see `certainly_unused`."""

    node: Node
    certain: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """All facts of a project, or of one path in it, the most important first."""

    counts: dict[Label, int]
    edges: int
    complex: tuple[Measured, ...]
    unused: tuple[UnusedFunction, ...]
    cycles: tuple[ImportCycle, ...]
    depended_on: tuple[Measured, ...]


def certainly_unused(root: Path | None, unreached: Iterable[Unreached], mentioned: set[str]) -> set[str]:
    """Uids of the functions that nothing can call, as far as the project's files show. Blocking: reads them.

    Not certain is a function with a decorator, one of a class that has bases, a metaclass or an unknown decorator, one
    whose name occurs anywhere else (other definitions, strings, configuration, documents; base classes and protocols
    define it too), one whose name may be put together (`getattr(self, f"visit_{kind}")`), and one of a public
    interface: what a package offers to programs outside. `mentioned` are names that the index could not resolve.
    """
    likely = [u for u in unreached if not (u.decorated or u.in_subclass or u.node.name in mentioned)]
    if root is None or not root.is_dir() or is_part(root) or not likely:
        return set()
    mentions = find_mentions(root, (_definition(u.node) for u in likely))
    distributed = is_distributed(root)
    return {
        u.node.uid
        for u in likely
        if not mentions.has(u.node.name)
        and u.node.uid not in mentions.registered
        and not is_public(u.node, distributed=distributed, exported=mentions.exported)
    }


async def analyse(graph: CodeGraph, unreached: list[Unreached], certain: set[str], prefix: str, limit: int) -> Analysis:
    """The facts below the path `prefix`, at most `limit` of a kind; `certain` are uids of functions."""
    unused = [UnusedFunction(u.node, u.node.uid in certain) for u in unreached]
    return Analysis(
        counts=await graph.counts(),
        edges=await graph.edge_count(),
        complex=tuple(await graph.most_complex(prefix=prefix, limit=limit)),
        unused=tuple(sorted(unused, key=lambda u: not u.certain)[:limit]),
        cycles=tuple((await graph.import_cycles(prefix=prefix))[:limit]),
        depended_on=tuple(await graph.most_depended_on(prefix=prefix, limit=limit)),
    )


def without_conventional(unreached: Iterable[Unreached]) -> list[Unreached]:
    """Those that are not called by convention."""
    return [u for u in unreached if not is_conventional(u.node.name)]


def _definition(node: Node) -> Definition:
    return Definition(node.uid, node.name, node.path, node.start_line, node.end_line)
