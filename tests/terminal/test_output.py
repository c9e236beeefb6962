"""Standard output and standard error of a program: styles, encodings, closed and full outputs."""

from __future__ import annotations

import io
import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminal.output import paint, write, write_json, write_json_text, write_line
from tests.support.steps import growth

ANY = st.text(st.characters(codec=None))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def printed(monkeypatch: pytest.MonkeyPatch, stream: io.TextIOBase, text: str) -> str:
    monkeypatch.setattr("sys.stdout", stream)
    write(text)
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


def test_a_style_is_applied_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{paint('error', 'error')}: no {paint('x', 'unknown role')}"
    assert printed(monkeypatch, Terminal(), text) == "\x1b[31merror\x1b[0m: no x\n"
    assert printed(monkeypatch, io.StringIO(), text) == "error: no x\n"


@pytest.mark.parametrize(
    ("variable", "value", "styled"),
    [("NO_COLOR", "1", False), ("NO_COLOR", "", True), ("TERM", "dumb", False)],
)
def test_variables_that_switch_styles_off(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, styled: bool
) -> None:
    monkeypatch.setenv(variable, value)
    assert ("\x1b" in printed(monkeypatch, Terminal(), paint("x", "error"))) is styled


def test_text_cannot_contain_a_style(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an escape sequence, nor the marks of `paint` without the number that is drawn at each start."""
    hostile = "\x1b[31mred\x1b[0m \ufdd0aerror\ufdd0bred\ufdd0c"
    assert "\x1b" not in printed(monkeypatch, Terminal(), hostile)
    inside = printed(monkeypatch, Terminal(), paint(hostile, "place"))
    assert (inside.startswith("\x1b[1m"), inside.endswith("\x1b[0m\n"), inside.count("\x1b")) == (True, True, 2)


@given(ANY)
def test_only_printable_text_is_written(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        out = printed(patch, Terminal(), text)
    assert out.encode().decode() == out
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in out)


@given(st.dictionaries(ANY, ANY))
def test_json_text_stays_the_same_value(value: dict[str, str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        stream = io.StringIO()
        patch.setattr("sys.stdout", stream)
        write_json_text(json.dumps(value, indent=2, ensure_ascii=False))
    assert stream.getvalue().isascii()
    assert json.loads(stream.getvalue()) == value


def test_a_terminal_of_another_encoding_gets_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    write("Grüße 日本")
    assert raw.getvalue() == b"Gr\\xfc\\xdfe \\u65e5\\u672c\n"


def test_a_stream_that_was_closed_before_the_start_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    write("text")


@pytest.mark.parametrize(
    "part",
    ["a", "\x1b[31m", "\u202e", "\t", "\ud800", "\ufdd0", "\U000e0041", paint("x", "error")],
    ids=[
        "letter",
        "escape",
        "bidi",
        "tab",
        "surrogate",
        "noncharacter",
        "tag",
        "styled",
    ],  # the last one is drawn at random in each process, and workers must agree on the names of tests
)
def test_the_steps_of_writing_grow_with_the_text(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    for printed in (write, write_line, write_json, write_json_text):
        assert growth(lambda n, printed=printed: partial(printed, part * n), 200) < 2.2  # type: ignore[misc]
