"""Arguments of commands: order, repetition, ranges, what begins with a dash."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest

from terminal.arguments import HelpShown, Parser, Text, UsageError, decimal, integer, member, path


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def parser() -> Parser:
    made = Parser("program", "Does something.")
    made.add_argument("files", metavar="FILE", nargs="*", type=path, help="files")
    made.add_argument("--count", "-n", metavar="N", type=integer(1, 9), default=5, help="how many, 100%% of them")
    made.add_argument("--ratio", metavar="R", type=decimal(0), help="a ratio")
    made.add_argument("--name", type=Text(1, 3), default="a%b", help="a name")
    made.add_argument("--colour", type=member(Colour), choices=list(Colour), help="a colour")
    made.add_argument("--tag", action="append", default=[], help="a tag")
    made.add_argument("--dry", action="store_true", help="nothing")
    return made


A, B = Path("a"), Path("b")
PARSED = [
    ("nothing", [], {"files": [], "count": 5, "tag": []}),
    ("options between files", ["a", "--dry", "b"], {"files": [A, B], "dry": True}),
    ("options after files", ["a", "b", "-n", "2"], {"files": [A, B], "count": 2}),
    ("an equals sign", ["--count=3", "a"], {"files": [A], "count": 3}),
    (
        "bounds are allowed",
        ["--count", "9", "--ratio", "0", "--name", "abc"],
        {"count": 9, "ratio": 0.0, "name": "abc"},
    ),
    ("a choice", ["--colour", "red"], {"colour": Colour.RED}),
    ("a list", ["--tag", "x", "a", "--tag", "y"], {"files": [A], "tag": ["x", "y"]}),
    ("after two dashes", ["--dry", "--", "-a", "--count"], {"files": [Path("-a"), Path("--count")], "dry": True}),
]


@pytest.mark.parametrize(("_name", "words", "want"), PARSED, ids=[row[0] for row in PARSED])
def test_parsed(_name: str, words: list[str], want: dict[str, object]) -> None:
    values = parser().parse(words)
    assert {name: values[name] for name in want} == want


REFUSED = [
    (["--count", "0"], "argument --count/-n: 0 is out of range; it must be 1 to 9"),
    (["--count", "1.5"], "argument --count/-n: '1.5' is not an integer; it must be 1 to 9"),
    (["--ratio", "-1"], "argument --ratio: -1 is out of range; it must be at least 0"),
    (["--ratio", "nan"], "argument --ratio: nan is out of range; it must be at least 0"),
    (["--name", ""], "argument --name: it has 0 characters; it must have 1 to 3 characters"),
    (["--name", " \t"], "argument --name: it has only white space"),
    ([""], "argument FILE: it is empty"),
    (["--colour", "read"], "argument --colour: invalid choice: 'read' (choose from 'red', 'blue')"),
    (["--tag", ""], "argument --tag: it is empty"),
    (["--tag="], "argument --tag: it is empty"),
    (["--count", "1", "a", "--count", "2"], "argument --count/-n: it may be given once only"),
    (["--coun", "1"], "unrecognized arguments: --coun; did you mean --count?"),
    (["--taag=1"], "unrecognized arguments: --taag=1; did you mean --tag?"),
    (["--zzz"], "unrecognized arguments: --zzz"),
    (["--count"], "argument --count/-n: expected one argument"),
]


def test_a_misspelt_option_is_reported_before_the_one_that_is_missing() -> None:
    arguments = Parser("program", "Does something.")
    arguments.add_argument("--docs", action="store_true", required=True)
    with pytest.raises(UsageError, match=r"unrecognized arguments: --doc; did you mean --docs\?"):
        arguments.parse(["--doc"])
    with pytest.raises(UsageError, match="are required: --docs"):
        arguments.parse(["--", "--doc"])


@pytest.mark.parametrize(("words", "message"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_refused(words: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parser().parse(words)
    assert str(caught.value) == message
    assert caught.value.usage.startswith("usage: program [-h]")


def test_help_names_ranges_and_defaults(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(HelpShown):
        parser().parse(["--help"])
    text = capsys.readouterr().out
    assert "how many, 100% of them (1 to 9; default: 5)" in text
    assert "a ratio (at least 0)" in text
    assert "a name (1 to 3 characters; default: a%b)" in text
    assert "default: []" not in text


@pytest.mark.parametrize("columns", ["", "0", "1", "-5", "abc", "80x", "\u00b2", "9" * 30])
def test_help_is_formatted_whatever_the_variable_columns_holds(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    command = Parser("p", "Words of a description.")
    command.add_argument("--option", metavar="N", help="help of the option")
    assert "--option" in command.format_help()
