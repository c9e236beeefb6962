"""A spinner and progress bars on standard error, shown on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from terminal.escape import escape_line
from terminal.output import is_terminal


class Update(Protocol):
    """Changes the text of a spinner."""

    def __call__(self, text: str) -> None: ...


@contextmanager
def spinner(text: str, *, quiet: bool = False) -> Iterator[Update]:
    """Shows `text` until the block ends. Where standard error is no terminal, or `quiet`, nothing is printed."""
    if quiet or not is_terminal(sys.stderr):
        yield lambda text: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(escape_line(text))) as status:
        yield lambda text: status.update(Text(escape_line(text)))


class Bars(Protocol):
    """Sets one bar by its name; a `total` of None is not known yet."""

    def __call__(self, name: str, done: int, total: int | None) -> None: ...


@contextmanager
def bars() -> Iterator[Bars]:
    """Bars that disappear when the block ends. Where standard error is no terminal, nothing is printed."""
    if not is_terminal(sys.stderr):
        yield lambda name, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<22}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks = {}

        def show(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(escape_line(name), total=total)
            progress.update(tasks[name], completed=done, total=total)

        yield show
