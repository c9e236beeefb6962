"""How findings are told: a file a format. `lint`, `diff` and `check` give their Diagnostics to `write`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from codegen.diagnostics import Diagnostic
from codegen.report import github, json_format, markdown, sarif, text
from codegen.report.text import Paint, plain, render, shown, summary

Writer = Callable[[Sequence[Diagnostic], Mapping[str, str]], str]
"""(diagnostics, what each rule is for by its id) -> the whole text, without a line break at the end."""

FORMATS: Mapping[str, Writer] = {
    "text": text.write,
    "json": json_format.write,
    "github": github.write,
    "sarif": sarif.write,
    "markdown": markdown.write,
}

__all__ = ["FORMATS", "Paint", "Writer", "plain", "render", "shown", "summary", "write"]


def write(style: str, found: Sequence[Diagnostic], purposes: Mapping[str, str] | None = None) -> str:
    """The findings in one of `FORMATS`; `purposes` says what each rule is for, by its id, where that is known."""
    return FORMATS[style](found, purposes or {})
