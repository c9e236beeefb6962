"""Each diff rule has a pair of fixtures that mark where it speaks on both sides: `# diff: rule@column:severity …`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from codegen.diff import compare
from codegen.diff.model import Direction, Level
from codegen.diff.rule import SEVERITY
from codegen.diff.rules import RULES
from codegen.diff.schema.events import KINDS
from codegen.diff.version import read_version

FIXTURES = Path(__file__).parents[2] / "fixtures" / "diff"
FOLDERS = sorted(FIXTURES.iterdir())
TRIALS = {"wire-counterexample", "wire-untried"}  # tests of their own: test_trials.py
Mark = tuple[str, str, int, int]


def marks(file: Path) -> set[Mark]:
    found = set()
    for number, line in enumerate(file.read_text().splitlines(), 1):
        _, sign, listed = line.partition("# diff: ")
        for mark in listed.split() if sign else ():
            rule, column, severity = re.split("[@:]", mark)
            found.add((rule, severity, number, int(column)))
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_rules_speak_where_the_fixtures_say(folder: Path) -> None:
    old, new = folder / "old.yaml", folder / "new.yaml"
    findings = compare(read_version([old]), read_version([new]), instances=20, today=date(2026, 11, 1)).findings
    shown = "\n".join(f"{f.rule.id} {f.change.message} {f.change.old} -> {f.change.new}" for f in findings)
    for file, places in ((old, [f.change.old for f in findings]), (new, [f.change.new for f in findings])):
        got = {(f.rule.id, str(f.severity), p.line, p.column) for f, p in zip(findings, places, strict=True)}
        assert got == marks(file), shown
        assert {Path(place.file).resolve() for place in places} == {file}
    assert folder.name in {f.rule.id for f in findings}


def test_every_rule_has_its_pair() -> None:
    assert {folder.name for folder in FOLDERS} == {rule.id for rule in RULES} - TRIALS
    assert len(RULES) >= 80


def test_nothing_is_found_between_a_contract_and_itself() -> None:
    for folder in FOLDERS:
        side = read_version([folder / "new.yaml"])
        assert not compare(side, read_version([folder / "new.yaml"]), instances=0).findings


def test_rules_say_what_they_are_for() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)
        assert rule.purpose
        assert rule.change
        assert rule.severity is SEVERITY[rule.level]


def test_narrowing_of_received_and_widening_of_sent_values_is_breaking() -> None:
    levels = {rule.id: rule.level for rule in RULES}
    for kind, effect in KINDS.items():
        if effect.narrows:
            assert levels[f"{Direction.RECEIVES.value}-{kind}"] is Level.WIRE
        if effect.widens:
            assert levels[f"{Direction.SENDS.value}-{kind}"] is Level.WIRE
