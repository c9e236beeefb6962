"""Whether a value keeps a rule, decided once for each rule and node.

`jsonschema_rs` decides so, too, but only within one call. Whoever asks at every level of a nested value, as a list of
errors or the choice between the cases of a union does, needs an answer that is kept from one question to the next.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, TypeAlias

from codegen.runtime.rules import CHUNK, Rule

Asking: TypeAlias = Generator[tuple[Rule, Any], bool, bool]


class Exhausted(Exception):  # no error: the answer is not worth more work
    """The budget is spent."""


class Verdicts:
    """Lives as long as the value that it judges: nodes are known by their identity."""

    def __init__(self, budget: int | None = None) -> None:
        """`budget`: how many pairs of a rule and a node are decided before `Exhausted` is raised."""
        self._known: dict[tuple[int, int], bool] = {}
        self._budget = budget

    def holds(self, rule: Rule, value: Any) -> bool:
        """Whether the value keeps the rule. Without recursion, as a value may nest deeper than Python's stack."""
        key = (id(rule), id(value))
        answer = self._answer(key, rule, value)
        stack = [] if answer is not None else [self._begin(key, rule, value)]
        while stack:
            key, asking = stack[-1]
            try:
                rule, value = next(asking) if answer is None else asking.send(answer)
            except StopIteration as end:
                stack.pop()
                answer = self._known[key] = bool(end.value)
                continue
            key = (id(rule), id(value))
            answer = self._answer(key, rule, value)
            if answer is None:
                stack.append(self._begin(key, rule, value))
        return bool(answer)

    def _answer(self, key: tuple[int, int], rule: Rule, value: Any) -> bool | None:
        answer = self._known.get(key)
        if answer is None and rule.finite:
            answer = self._known[key] = rule.judge.is_valid(value)
        return answer

    def _begin(self, key: tuple[int, int], rule: Rule, value: Any) -> tuple[tuple[int, int], Asking]:
        if self._budget is not None:
            self._budget -= 1
            if self._budget < 0:
                raise Exhausted
        self._known[key] = True  # where a schema refers to itself for the same value, that says nothing of it
        return key, _decide(rule, value)


def _decide(rule: Rule, value: Any) -> Asking:
    own = rule.own()
    if rule.schema is False or (own is not None and not own.is_valid(value)):
        return False
    if not all(judge.is_valid(value) for _, judge in rule.others()):
        return False
    for other in rule.together(value):
        if not (yield other, value):
            return False
    for part_rule, _, part in rule.parts(value):
        if not (yield part_rule, part):
            return False
    for part_rule, _, part in items(rule, value):
        if not (yield part_rule, part):
            return False
    condition = rule.condition()
    if condition is not None:
        when, then, otherwise = condition
        if not (yield (then if (yield when, value) else otherwise), value):
            return False
    for key, cases in rule.unions():
        count = 0
        for case in cases:
            count += yield case, value
            if count == (1 if key == "anyOf" else 2):
                break
        if count != 1:
            return False
    return True


def items(rule: Rule, value: Any, native: bool = False) -> Iterator[tuple[Rule, int, Any]]:
    """The items of an array that one rule holds for; chunks that keep it are left out, where one pass tells that."""
    listed = rule.listed() if isinstance(value, list) else None
    if listed is None:
        return
    each, start = listed
    for first in range(start, len(value), CHUNK):
        chunk = value[first : first + CHUNK]
        if not ((native or each.finite) and each.items.is_valid(chunk)):
            yield from ((each, first + offset, item) for offset, item in enumerate(chunk))
