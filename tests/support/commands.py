"""Runs a command line program in this process."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`output` is standard output and standard error in the order in which they were written."""

    exit_code: int
    output: str


def invoke(main: Callable[[Sequence[str]], int], words: Sequence[str]) -> Result:
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        status = main(words)
    return Result(status, output.getvalue())
