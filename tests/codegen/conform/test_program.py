"""A program that is asked: what ends it is one question's answer, and the others are answered all the same."""

from __future__ import annotations

import sys
from pathlib import Path

from codegen.conform.program import PATIENCE, Answer, Program

ECHO = """
import json, sys
for line in sys.stdin:
    name, text = json.loads(line)
    if name == "end":
        sys.exit("it ended")
    print(json.dumps({"text": text}), flush=True)
"""


def program(folder: Path, source: str) -> Program:
    (folder / "program.py").write_text(source)
    return Program((sys.executable, "program.py"), folder)


def test_what_ends_the_program_is_one_answer(tmp_path: Path) -> None:
    asked = [("a", "1"), ("end", "2"), ("a", "\u2028"), ("end", "4"), ("a", "5")]
    found = program(tmp_path, ECHO).ask(asked)
    end = Answer(error="the program ended: it ended")
    assert found == [Answer("1"), end, Answer("\u2028"), end, Answer("5")]


def test_a_program_that_never_starts_is_not_asked_for_ever(tmp_path: Path) -> None:
    starts = "open('starts', 'a').write('.'); import absent_module"
    found = program(tmp_path, starts).ask([("a", "1")] * 50)
    assert len(found) == 50 and all("absent_module" in answer.error for answer in found)
    assert (tmp_path / "starts").read_text() == "." * PATIENCE
