"""Strongly connected components: the import cycles of a project, of any length."""

from collections.abc import Iterable


def cycles(edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Components of two or more nodes, each sorted, largest first.

    Tarjan, "Depth-first search and linear graph algorithms" (1972), with an explicit stack so that depth has no limit.
    """
    successors: dict[str, list[str]] = {}
    for source, target in edges:
        successors.setdefault(source, []).append(target)
        successors.setdefault(target, [])
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    components: list[tuple[str, ...]] = []
    for root, following in successors.items():
        if root in order:
            continue
        work = [(root, iter(following))]
        order[root] = low[root] = len(order)
        open_nodes.append(root)
        is_open.add(root)
        while work:
            node, rest = work[-1]
            successor = next(rest, None)
            if successor is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    component = _take_through(node, open_nodes)
                    is_open.difference_update(component)
                    if len(component) > 1:
                        components.append(tuple(sorted(component)))
            elif successor not in order:
                order[successor] = low[successor] = len(order)
                open_nodes.append(successor)
                is_open.add(successor)
                work.append((successor, iter(successors[successor])))
            elif successor in is_open:
                low[node] = min(low[node], order[successor])
    return sorted(components, key=lambda component: (-len(component), component))


def _take_through(node: str, stack: list[str]) -> list[str]:
    """Pop `stack` down to and with `node`."""
    taken = [stack.pop()]
    while taken[-1] != node:
        taken.append(stack.pop())
    return taken
