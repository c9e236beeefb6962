"""Circles of declarations that hold each other by value: the edge that closes one is boxed, a union is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from codegen.contract import Declaration, ObjectType, UnionType
from codegen.resolve.walk import held, parts


def mark(types: Mapping[str, Declaration]) -> dict[str, Declaration]:
    """`Property.boxed` and `UnionType.recursive` set. Lists and maps hold their items elsewhere and close no circle."""
    edges = {name: sorted({t for kind in parts(d) if (t := held(kind)) in types and t}) for name, d in types.items()}
    circular = {name for group in components(edges) for name in group if len(group) > 1 or name in edges[name]}
    unions = {name for name in circular if isinstance(types[name], UnionType)}
    # What is left of the circles once unions are indirect is broken at the objects, in the order of names.
    result = dict(types)
    for name in unions:
        union = types[name]
        if isinstance(union, UnionType):
            result[name] = replace(union, recursive=True)
    remaining = {
        n: [t for t in targets if t in circular and n not in unions] for n, targets in edges.items() if n in circular
    }
    for name, closing in _closing_edges(remaining).items():
        owner = result[name]
        if isinstance(owner, ObjectType):
            properties = tuple(replace(p, boxed=True) if held(p.type) in closing else p for p in owner.properties)
            result[name] = replace(owner, properties=properties)
    return result


def _closing_edges(edges: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Back edges of a depth-first walk in sorted order: without them there is no circle."""
    state: dict[str, int] = {}
    found: dict[str, set[str]] = {}
    for root in sorted(edges):
        stack = [(root, iter(edges[root]))] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            name, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                state[name] = 2
                stack.pop()
            elif state.get(target) == 1:
                found.setdefault(name, set()).add(target)
            elif target not in state:
                state[target] = 1
                stack.append((target, iter(edges.get(target, []))))
    return found


def components(edges: Mapping[str, list[str]]) -> list[list[str]]:
    """Strongly connected components, each sorted (Tarjan, 1972), without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    on: set[str] = set()
    result = []
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        open_.append(root)
        on.add(root)
        while work:
            name, targets = work[-1]
            target = next(targets, None)
            if target is not None and target not in index:
                index[target] = low[target] = len(index)
                open_.append(target)
                on.add(target)
                work.append((target, iter(edges.get(target, []))))
            elif target is not None:
                if target in on:
                    low[name] = min(low[name], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    group = []
                    while True:
                        member = open_.pop()
                        on.discard(member)
                        group.append(member)
                        if member == name:
                            break
                    result.append(sorted(group))
    return result
