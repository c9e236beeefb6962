"""Which unions must be decided before a value is read: those where trying each case doubles the work at each level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from codegen.contract import Declaration, UnionType
from codegen.resolve.recursion import components
from codegen.resolve.walk import parts, references


def decide(types: Mapping[str, Declaration]) -> dict[str, Declaration]:
    """`UnionType.judged` set, for unions that hold themselves, in lists and maps too, in several cases of one shape.

    The probes of the cases have to be complete.
    """
    edges = {
        name: sorted({target for kind in parts(declared) for target in references(kind) if target in types})
        for name, declared in types.items()
    }
    circular = {name for group in components(edges) for name in group if len(group) > 1 or name in edges[name]}
    return {
        name: replace(declared, judged=True)
        if isinstance(declared, UnionType) and name in circular and _overlapping(declared)
        else declared
        for name, declared in types.items()
    }


def _overlapping(union: UnionType) -> bool:
    """Whether two cases admit objects, or two admit arrays."""
    shapes = [set(case.probe.types or ("array", "object")) & {"array", "object"} for case in union.cases]
    return any(first & second for first, second in combinations(shapes, 2))
