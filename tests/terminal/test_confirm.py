"""Questions to a person at a terminal."""

from __future__ import annotations

import io
import os
import pty

import pytest

from terminal.confirm import can_ask, confirm


@pytest.mark.parametrize(
    ("given", "want"),
    [("y\n", True), (" YES \n", True), ("n\n", False), ("\n", False), ("\x04", False), ("yesterday\n", False)],
)
def test_only_yes_is_yes(
    given: str, want: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    controller, terminal = pty.openpty()
    os.write(controller, given.encode())
    with os.fdopen(terminal) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        assert confirm("Delete \x1b[2J?") is want
    os.close(controller)
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.rstrip("\n") == "Delete \\x1b[2J? [y/N] "


def test_a_script_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert not can_ask()
    monkeypatch.setattr("sys.stdin", None)  # closed when Python started
    assert not can_ask()
