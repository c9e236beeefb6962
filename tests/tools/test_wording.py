"""The check of wording: what it reports, what it leaves alone, and that the list of unclean folders only shrinks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.wording.check import PENDING, ROOT, check_files, check_text, pending, read_rules, tracked

RULES = read_rules()

REPORTED = [
    ("a comment", "a.py", "x = 1  # tells the caller\n", "a.py:1: tells -> report, print, log, describe or warn"),
    ("a docstring, by line", "a.py", '"""Summary.\n\nThe key lies here."""\n', "a.py:3: lies -> is or is in"),
    ("an error", "a.py", "raise ValueError('nobody is able to read it')\n", "a.py:1: nobody -> "),
    ("an f-string", "a.py", "x = f'the file {x} stands in that folder'\n", "a.py:1: stands -> "),
    ("a test's name", "tests/a.py", "def test_it_is_heard() -> None: ...\n", "tests/a.py:1: heard -> receive or get"),
    ("Markdown", "a.md", "# Title\n\nA diff a file.\n", "a.md:3: A diff a file -> one X per Y"),
    ("Makefile help", "Makefile", "lint: setup ## mend it\n", "Makefile:1: mend -> fix"),
    ("YAML", "a.yml", "name: who\ndescription: for anybody\n", "a.yml:2: anybody -> "),
    ("a variable", "a.py", "found = 1\n", "a.py:1: variable found -> what it holds"),
    ("a parameter", "a.py", "def f(kind: str) -> None: ...\n", "a.py:1: variable kind -> "),
    ("a loop", "a.py", "x = [one for one in y]\n", "a.py:1: variable one -> "),
]
ACCEPTED = [
    ("plain English", "a.md", "One file per schema. `contracts check` reports each problem.\n"),
    ("code spans", "a.md", "The rule `kind/told` and the class `Told`.\n"),
    ("fenced code", "a.md", "```python\nfound = 1  # nobody\n```\n"),
    ("indented code", "a.md", "Text\n\n    contracts told  # nobody\n"),
    ("link targets", "a.md", "[names](decisions/0012-documents-beside-a-contract.md)\n"),
    ("quoted text", "a.md", 'The message is "nobody is there".\n'),
    ("idioms", "a.md", "`*` stands for any name. A tag tells cases apart. One at a time.\n"),
    ("fields of a class", "a.py", "class Event:\n    kind: str\n"),
    ("keys and attributes", "a.py", "x = event.kind + data['found']\n"),
    ("want tables", "tests/a.py", "for given, want in ROWS: ...\n"),
    ("literals of tests", "tests/a.py", "x = 'nobody is able to read it'\n"),
]


@pytest.mark.parametrize(("_name", "path", "text", "want"), REPORTED, ids=[row[0] for row in REPORTED])
def test_reported(_name: str, path: str, text: str, want: str) -> None:
    findings = [str(finding) for finding in check_text(path, text, RULES)]
    assert len(findings) == 1
    assert findings[0].startswith(want)


@pytest.mark.parametrize(("_name", "path", "text"), ACCEPTED, ids=[row[0] for row in ACCEPTED])
def test_accepted(_name: str, path: str, text: str) -> None:
    assert [str(finding) for finding in check_text(path, text, RULES)] == []


def test_clean_folders_stay_clean_and_pending_ones_are_not_clean_yet() -> None:
    """A folder without findings is removed from the list: `python -m tools.wording --prune`."""
    findings = list(check_files(tracked(RULES), RULES))
    dirty = {finding.pending_line for finding in findings}
    assert sorted(pending() - dirty) == []
    assert [str(finding) for finding in findings if finding.pending_line not in pending()] == []


def test_documentation_and_the_rewritten_parts_are_clean() -> None:
    listed = {line.partition(" ")[2] for line in pending() if line.startswith("words ")}
    clean = {".", "docs", "docs/decisions", "terminal", "codegen/diff", "codegen/diff/rules", "codegen/lint"}
    assert listed & clean == set()


def test_every_pending_folder_exists_once() -> None:
    lines = [line for line in PENDING.read_text().splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert [line for line in lines if not (ROOT / line.partition(" ")[2]).is_dir()] == []


def test_spelling() -> None:
    """As in `make lint`. Words that are meant are in `ignore-words-list` of pyproject.toml."""
    codespell = str(Path(sys.executable).with_name("codespell"))
    result = subprocess.run([codespell, *tracked(RULES)], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert result.stdout == ""
    assert result.returncode == 0
