"""What is wrong with a value, in a list that neither grows beyond a few entries nor needs more work than they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, TypeAlias

from codegen.runtime.call import Violation
from codegen.runtime.cases import meant
from codegen.runtime.rules import Rule
from codegen.runtime.verdicts import Exhausted, Verdicts, items

MAX_VIOLATIONS = 20
_MESSAGE = 500  # characters
_PAIRS = 10_000  # of rules and nodes that are decided for one list
_SHORT = 200  # characters of a text that a message may repeat
_NATIVE = 4  # levels at which the extension judges parts as a whole: faster, and each level is one more pass

_OTHERS = {
    "not": "is what the contract excludes here ('not')",
    "contains": "does not contain the items that it has to ('contains')",
    "propertyNames": "has a member whose name is not allowed ('propertyNames')",
    "unevaluatedProperties": "has members that are not allowed ('unevaluatedProperties')",
    "unevaluatedItems": "has items that are not allowed ('unevaluatedItems')",
}

Path: TypeAlias = tuple[Any, str | int] | None
"""The parent's path and a name or an index: nothing is copied from one level to the next."""


@dataclass(frozen=True, slots=True)
class _Place:
    rule: Rule
    value: Any
    path: Path = None
    depth: int = 0

    def same(self, rule: Rule) -> _Place:
        return _Place(rule, self.value, self.path, self.depth)

    def below(self, rule: Rule, token: str | int, value: Any) -> _Place:
        return _Place(rule, value, (self.path, token), self.depth + 1)

    @property
    def pointer(self) -> str:
        tokens: list[str | int] = []
        path = self.path
        while path is not None:
            path, token = path
            tokens.append(token)
        return pointer(reversed(tokens))


def explain(rule: Rule, value: Any, prefix: str = "") -> list[Violation]:
    """The violations of a value that does not keep `rule`: at least one, at most `MAX_VIOLATIONS`.

    Of a union, the case that the value selects is explained; if it selects none, the union itself is reported.
    """
    verdicts = Verdicts(_PAIRS)
    violations: dict[tuple[str, str], Violation] = {}
    pending, seen = [_Place(rule, value)], dict[tuple[int, int, int], _Place]()
    while pending and len(violations) < MAX_VIOLATIONS:
        place = pending.pop()
        key = (id(place.rule), id(place.value), id(place.path))
        if key in seen:  # a part that is referred to twice says the same twice
            continue
        seen[key] = place
        try:
            results = list(islice(_broken(place, verdicts), MAX_VIOLATIONS))
        except Exhausted:
            results = ["is not what the contract says; the value is too large to say where"]
        for result in results:
            if isinstance(result, str):
                violation = Violation(prefix + place.pointer, result[:_MESSAGE])
                violations.setdefault((violation.pointer, violation.detail), violation)
        pending += [result for result in reversed(results) if isinstance(result, _Place)]
    found = list(violations.values())[:MAX_VIOLATIONS]
    return found or [Violation(prefix, "is not what the contract says")]


def _broken(place: _Place, verdicts: Verdicts) -> Iterator[str | _Place]:
    """What the rule itself says of the value, and the rules, of it and of its parts, that are broken."""
    rule, value = place.rule, place.value

    def holds(other: Rule, part: Any) -> bool:
        native = place.depth < _NATIVE and not other.heavy
        return other.judge.is_valid(part) if native else verdicts.holds(other, part)

    yield from _own(rule, value)
    yield from (place.same(other) for other in rule.together(value) if not holds(other, value))
    condition = rule.condition()
    if condition is not None:
        when, then, otherwise = condition
        other = then if holds(when, value) else otherwise
        if not holds(other, value):
            yield place.same(other)
    for _, cases in rule.unions():
        valid = sum(holds(case, value) for case in cases)
        if valid > 1:
            yield f"is valid under {valid} of {len(cases)} schemas, of which one may hold"
        if valid == 0:
            case = meant(cases, value)
            yield case if isinstance(case, str) else place.same(case)
    for part_rule, token, part in chain(
        rule.parts(value), items(rule, value, place.depth < _NATIVE and not rule.heavy)
    ):
        if not holds(part_rule, part):
            yield place.below(part_rule, token, part)


def _own(rule: Rule, value: Any) -> Iterator[str]:
    if rule.schema is False:
        yield "is not allowed here"
        return
    large = isinstance(value, dict | list) or (isinstance(value, str) and len(value) > _SHORT)
    own = rule.own("the value" if large else "")
    if own is not None and not own.is_valid(value):
        shown = value if rule.compares else _emptied(value)
        yield from (error.message for error in own.iter_errors(shown))
    for keyword, judge in rule.others():
        if not judge.is_valid(value):
            yield _OTHERS.get(keyword, f"is not what {keyword!r} says")


def _emptied(value: Any) -> Any:
    """With nothing in its members and items, which messages about the value itself need not copy."""
    if isinstance(value, dict):
        return dict.fromkeys(value)
    return [None] * len(value) if isinstance(value, list) else value


def pointer(tokens: Iterable[str | int]) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join(f"/{str(token).replace('~', '~0').replace('/', '~1')}" for token in tokens)
