"""The log: one line per event in both styles, whatever a request, a file or a model brings into it."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Callable, Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from handlers.monitoring.logs import configure
from terminal.progress import bars

ANY = st.text(st.characters(codec=None), min_size=1)
HOSTILE = "x\n2026-01-01T00:00:00Z [info     ] forged\x1b]0;PWNED\x07\x9b\u202e\u2028\udc80\x7f\r"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def logged(style: str, emit: Callable[[], object], *, terminal: bool = False) -> str:
    stream = io.StringIO()
    stream.isatty = lambda: terminal  # type: ignore[method-assign]
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        patch.setenv("TERM", "xterm")
        patch.setattr("sys.stderr", stream)
        configure(style=style)  # type: ignore[arg-type]
        emit()
    return stream.getvalue()


def assert_harmless(text: str) -> None:
    plain = re.sub(r"\x1b\[\d+(;\d+)*m", "", text)  # the renderer's own colours
    assert all(c.isprintable() or c == "\n" for c in plain.replace("\u00a0", " ")), ascii(text)


EMITTERS = {
    "the event": lambda text: structlog.get_logger("a").info(text),
    "a value": lambda text: structlog.get_logger("a").info("request", path=text),
    "a nested value": lambda text: structlog.get_logger("a").info("request", paths=[text], more={text: text}),
    "a name": lambda text: structlog.get_logger("a").info("request", **{f"x{text}": 1}),
    "bytes": lambda text: structlog.get_logger("a").info("request", body=text.encode("utf-8", "surrogatepass")),
    "a library's message": lambda text: logging.getLogger("uvicorn.error").warning("bad request: %s", text),
    "a logger's name": lambda text: logging.getLogger(f"x{text}").warning("message"),
}


@pytest.mark.parametrize("emit", EMITTERS.values(), ids=EMITTERS)
@pytest.mark.parametrize("style", ["console", "json"])
def test_one_line_per_event(style: str, emit: Callable[[str], object]) -> None:
    text = logged(style, lambda: emit(HOSTILE))
    assert text.count("\n") == 1, text
    assert_harmless(text)
    if style == "json":
        assert text.isascii()
        json.loads(text)


@given(ANY)
def test_no_text_adds_a_line(text: str) -> None:
    for style in ("console", "json"):
        line = logged(style, lambda: structlog.get_logger("a").warning(text, path=text), terminal=True)
        assert line.count("\n") == 1
        assert_harmless("".join(c for c in line if c.isascii()))


def raising(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError:
        structlog.get_logger("a").exception("failed")


def test_a_traceback_keeps_its_lines_and_cannot_forge_one() -> None:
    text = logged("console", lambda: raising(HOSTILE))
    first, *rest = text.rstrip("\n").split("\n")
    assert "failed" in first
    assert len(rest) > 3
    assert all(line.startswith("  | ") for line in rest)
    assert_harmless(text)
    assert "forged" in json.loads(logged("json", lambda: raising(HOSTILE)))["exception"]


@pytest.mark.parametrize(("terminal", "styled"), [(True, True), (False, False)])
def test_colours_are_for_terminals(terminal: bool, styled: bool) -> None:
    text = logged("console", lambda: structlog.get_logger("a").info("x"), terminal=terminal)
    assert ("\x1b" in text) is styled


def test_a_line_is_printed_above_progress_bars_and_not_over_them() -> None:
    def emit() -> None:
        with bars() as show:
            show("reading files", 1, 3)
            logging.getLogger("uvicorn.error").warning("a warning")
            show("reading files", 2, 3)
        logging.getLogger("uvicorn.error").warning("the last")

    text = logged("console", emit, terminal=True)
    before, _, _ = text.partition("\x1b[2m2")  # the time, with which a line of the log begins
    assert before.endswith("\x1b[2K")  # the line of the bar was erased
    assert "the last" in text
