"""Instances are the last word: where a rule were wrong, a trial finds the value that refutes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from codegen.diff import DiffReport, compare
from codegen.diff.schema import events
from codegen.diff.schema.events import Kind
from tests.codegen.diff.test_sound import side


def compared(folder: Path, old: Any, new: Any, instances: int = 50) -> DiffReport:
    return compare(side(folder, "old", old), side(folder, "new", new), instances=instances)


@pytest.mark.parametrize(
    ("kind", "old", "new", "keyword"),
    [
        ("range-tightened", {"type": "integer", "maximum": 50}, {"type": "integer", "maximum": 5}, "maximum"),
        ("enum-value-removed", {"enum": ["a", "b"]}, {"enum": ["a"]}, "not one of"),
        ("null-refused", {"type": ["string", "null"]}, {"type": "string"}, "not of type"),
        (
            "property-required",
            {"type": "object", "properties": {"a": {"type": "string"}}},
            {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
            "required property",
        ),
    ],
)
def test_a_rule_that_calls_a_breaking_change_compatible_is_refuted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, old: Any, new: Any, keyword: str
) -> None:
    monkeypatch.setitem(events.KINDS, kind, Kind(narrows=False, widens=False))
    found = [f for f in compared(tmp_path, old, new).findings if f.rule.id == "wire-counterexample"]
    assert len(found) == 1
    assert keyword in found[0].change.message
    assert found[0].change.uses == ("POST /",)


def test_compatible_changes_are_tried_in_the_right_direction(tmp_path: Path) -> None:
    """A new optional member: old requests and new responses, 50 each."""
    member = {"a": {"type": "string"}}
    old = {"type": "object", "required": ["a"], "properties": member}
    new = {**old, "properties": {**member, "b": {"type": "integer"}}}
    comparison = compared(tmp_path, old, new)
    assert (comparison.tried, comparison.instances) == (2, 100)
    assert not comparison.fails("source")


def test_untested_payloads_are_reported(tmp_path: Path) -> None:
    nothing = {"type": "string", "minLength": 5, "maxLength": 2}
    old = {"type": "object", "required": ["a"], "properties": {"a": nothing}, "maxProperties": 5}
    found = [f for f in compared(tmp_path, old, {**old, "maxProperties": 9}).findings if f.rule.id == "wire-untried"]
    assert [f.change.message for f in found] == ["body: no instance could be generated, so nothing was tested"]
