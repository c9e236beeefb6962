"""Each lint rule has a fixture that marks where it speaks, `# lint: rule/id@column`; no other rule may speak there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from codegen.lint import RULES, lint_documents

FIXTURES = Path(__file__).parents[1] / "fixtures" / "lint"
FILES = sorted(FIXTURES.glob("*.yaml"))
MARK = re.compile(r"# lint: (\S+)@(\d+)")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_rules_speak_where_the_fixture_says(file: Path) -> None:
    want = {
        (found[1], number, int(found[2]))
        for number, line in enumerate(file.read_text().splitlines(), 1)
        for found in MARK.finditer(line)
    }
    got = list(lint_documents([file]))
    assert {(d.rule, d.line, d.column) for d in got} == want, "\n".join(map(str, got))
    assert {Path(d.file).name for d in got} <= {file.name}


def test_every_rule_has_a_fixture_that_it_speaks_in() -> None:
    spoken = {found[1] for file in FILES for found in MARK.finditer(file.read_text())}
    assert spoken == {rule.id for rule in RULES}


def test_rules_say_what_they_are_for() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+/[a-z-]+", rule.id) and rule.purpose for rule in RULES)
