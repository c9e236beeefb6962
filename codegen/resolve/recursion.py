"""Circles of declarations that hold each other by value: the edge that closes one is boxed, a union is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from codegen.contract import AliasType, AnyJson, Declaration, ObjectType, Type, UnionCase, UnionType, Words
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


def spread(types: Mapping[str, Declaration]) -> dict[str, Declaration]:
    """Unions and aliases that hold each other with nothing between: each admits what all of them together do.

    `A: oneOf [B, string]`, `B: oneOf [A, integer]`: both are string or integer. Where nothing is left, any JSON.
    """
    edges = {
        name: sorted({target for kind in parts(d) if (target := held(kind)) in types and target})
        for name, d in types.items()
        if isinstance(d, UnionType | AliasType)
    }
    result = dict(types)
    for group in components({name: [t for t in targets if t in edges] for name, targets in edges.items()}):
        if len(group) == 1 and group[0] not in edges[group[0]]:
            continue
        unions = [d for name in group if isinstance(d := types[name], UnionType)]
        shared = [case for union in unions for case in union.cases if held(case.type) not in group]
        for name in group:
            own = types[name]
            if isinstance(own, UnionType):
                cases = _told_apart([case for case in own.cases if case in shared] + shared)
                result[name] = replace(own, cases=cases)
            if isinstance(own, UnionType | AliasType) and len(left := {case.type for case in shared}) < 2:
                result[name] = AliasType(own.name, own.words, next(iter(left), AnyJson()), own.doc, own.position)
    return result


def _told_apart(cases: Iterable[UnionCase]) -> tuple[UnionCase, ...]:
    """One case a type, each with a name of its own."""
    distinct: dict[Type, UnionCase] = {}
    for case in cases:
        distinct.setdefault(case.type, case)
    named: dict[Words, UnionCase] = {}
    for case in distinct.values():
        words, number = case.words, 2
        while words in named:
            words, number = (*case.words, str(number)), number + 1
        named[words] = replace(case, words=words)
    return tuple(named.values())


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
