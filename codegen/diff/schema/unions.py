"""Cases of unions: what each admits, and which case of the old contract became which of the new one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from codegen.diff.schema.shape import TYPES, Shape, allowed_types, disjoint, tags
from codegen.diff.schema.terms import Branch, LocatedSchema, SchemaTerms, Term
from codegen.load import At


class Case:
    """A branch and the JSON types that it admits."""

    def __init__(self, terms: SchemaTerms, branch: Branch) -> None:
        self.terms, self.branch = terms, branch
        self.kinds = allowed_types(branch.leaves)

    def shape(self, json_type: str) -> Shape:
        at = self.branch.leaves[0].at if self.branch.leaves else self.branch.at
        return Shape(json_type, self.branch.leaves, self.terms, self.branch.sole, at)

    def term(self) -> Term:
        return self.branch.leaves or (LocatedSchema(True, self.branch.at),)

    def place(self, keyword: str) -> At:
        return self.shape("null").place(keyword)

    def said(self) -> str:
        integer = self.shape("number").integer
        shown = ["integer" if k == "number" and integer else k for k in TYPES if k in self.kinds]
        return "any type" if len(self.kinds) >= 5 else " or ".join(shown)

    def name(self) -> str:
        """As people call it: the schema's name, or its types."""
        for text in self.branch.key:
            if not text.startswith(("{", "true", "false")):
                return text
        return self.said()

    def tags(self) -> dict[str, frozenset[str]]:
        return tags(self.shape("object")) if "object" in self.kinds else {}


def matched(olds: Sequence[Case], news: Sequence[Case]) -> list[tuple[Case, Case]]:
    """Which case became which: by name or text, by the constants that identify it, then what is left of one type."""
    pairs: list[tuple[Case, Case]] = []

    def free(cases: Sequence[Case], side: int) -> list[Case]:
        return [case for case in cases if all(case is not pair[side] for pair in pairs)]

    for test in (_same_key, _same_place, _same_tags):
        for before in free(olds, 0):
            after = next((case for case in free(news, 1) if test(before, case)), None)
            if after is not None:
                pairs.append((before, after))
    for json_type in TYPES:
        left, right = ([c for c in free(cs, i) if c.kinds == {json_type}] for i, cs in ((0, olds), (1, news)))
        if len(left) == len(right) == 1 and not (_tagged_apart(left[0], right[0])):
            pairs.append((left[0], right[0]))
    return pairs


def _same_key(old: Case, new: Case) -> bool:
    return bool(old.branch.key) and old.branch.key == new.branch.key


def _same_place(old: Case, new: Case) -> bool:
    """The same named schema, once alone and once as a case of a union."""
    places = [case.branch.leaves[-1].at.pointer if case.branch.leaves else "" for case in (old, new)]
    return places[0] == places[1] and places[0].startswith("/components/schemas/")


def _same_tags(old: Case, new: Case) -> bool:
    theirs = new.tags()
    return any(theirs.get(name) == values for name, values in old.tags().items())


def _tagged_apart(first: Case, second: Case) -> bool:
    theirs = second.tags()
    return any(name in theirs and not values & theirs[name] for name, values in first.tags().items())


def apart(cases: Sequence[Case]) -> bool:
    """Whether no value satisfies two that exclude each other."""
    return all(
        disjoint(first.shape(json_type), second.shape(json_type))
        for first, second in combinations(cases, 2)
        if first.branch.excludes(second.branch)
        for json_type in first.kinds & second.kinds
    )


def regrouped(pairs: Sequence[tuple[Case, Case]]) -> bool:
    """Whether two cases exclude each other on one side alone: oneOf became anyOf, or a case moved to another group."""
    return any(
        old.branch.excludes(next_old.branch) != new.branch.excludes(next_new.branch)
        for (old, new), (next_old, next_new) in combinations(pairs, 2)
    )
