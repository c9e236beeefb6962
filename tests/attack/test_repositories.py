"""Random contracts.toml files and templates of a hostile clone (T20): one clear line or a result, nothing outside."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from codegen.cli import main
from tests.attack.cases import Attack
from tests.support.commands import invoke
from tests.support.hostile import TEXTS
from tests.support.tools import ROOT

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(900)]

CASES = 150
PATHS = [
    "..", "../victim", "/etc", "/etc/passwd", "~", ".git/hooks", "link", "link/x", "api.yaml", "gen",
    "gen/../../victim",
    "/dev/zero", "/proc/self/environ", "fifo", "", ".", "-h", "https://evil.example/x.yaml", "file:///etc/passwd",
]  # fmt: skip
VALUES = [
    "0x" + "f" * 5000,
    "1" * 5000,
    "[" * 3000,
    "nan",
    "1979-05-27",
    "true",
    "[[]]",
    "{}",
    '""',
    "'''\nx'''",
    "[1, 'x']",
]
KEYS = [
    "documents",
    "templates",
    "handlers",
    "strict",
    "diff",
    "targets",
    "out",
    "keep",
    "models",
    "package",
    "int64",
    "x",
]
TEMPLATES = [
    "{{ ''.__class__.__mro__ }}", "{% include '/etc/passwd' %}", "{% include '../../api.yaml' %}",
    "{% for a in range(9**9) %}{% endfor %}",
    "{{ view.__init__.__globals__ }}", "{{ 'a' * 10**9 }}", "{% set x = 'import os' %}{{ x }}", "{{ nothing }}",
    "{%", "\x00",
]  # fmt: skip


def test_a_hostile_configuration_ends_in_a_line_and_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack = Attack("repositories")
    for number, chance in attack.cases(CASES):
        place = tmp_path / str(number)
        clone, victim = place / "repo", place / "victim"
        clone.mkdir(parents=True)
        victim.mkdir()
        (victim / "mine").write_text("mine")
        (clone / "link").symlink_to(victim)
        (clone / ".git").mkdir()
        shutil.copy(ROOT / "tests/fixtures/contracts/notes/contract/openapi.yaml", clone / "api.yaml")
        text = configuration(clone, chance)
        (clone / "contracts.toml").write_text(text)
        monkeypatch.chdir(clone)
        with attack.case(number, text):
            for words in (["check"], ["generate"], ["generate", "--force"], ["check", "--quick"], ["status"], ["lint"]):
                done = invoke(main, words)
                assert done.exit_code in (0, 1, 2), (words, done.output)
                assert "a bug in contracts" not in done.output, (words, done.output)
                assert [path.name for path in victim.iterdir()] == ["mine"], words
                assert (victim / "mine").read_text() == "mine", words
                assert list((clone / ".git").iterdir()) == [], words
        shutil.rmtree(place)
    attack.finish()


def configuration(clone: Path, chance: random.Random) -> str:
    documents = chance.choice(['["api.yaml"]'] * 4 + [json.dumps([chance.choice(PATHS)]), chance.choice(VALUES)])
    lines = [f"documents = {documents}"]
    if chance.random() < 0.3:
        lines.append(f"{chance.choice(KEYS)} = {chance.choice([*VALUES, *map(json.dumps, PATHS)])}")
    if chance.random() < 0.3:
        (clone / "mine/python").mkdir(parents=True)
        (clone / "mine/python/module.py.j2").write_text(chance.choice(TEMPLATES))
        lines.append('templates = "mine"')
    for target in chance.sample(["python", "fastapi", "typescript", "evil", "../x"], chance.choice([1, 2])):
        out = chance.choice(["gen"] * 3 + PATHS + TEXTS[:30])
        lines += [f'[targets."{target}"]', f"out = {json.dumps(f'{out}/{target}' if out == 'gen' else out)}"]
        if chance.random() < 0.5:
            value = chance.choice([*VALUES, *map(json.dumps, [*PATHS, *TEXTS[:40]])])
            lines.append(f"{chance.choice(KEYS[6:])} = {value}")
    return "\n".join(lines) + "\n"
