"""How diagnostics look to people: `file:line:col: severity[rule]: message`, the line itself, a caret, and the hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from codegen.diagnostics import Diagnostic, Diagnostics, Severity
from terminal.escape import escape_line

Paint = Callable[[str, str], str]
"""(text, role) -> text; roles are the severities, 'place' and 'faint'."""


def plain(text: str, _: str) -> str:
    return text


def write(found: Sequence[Diagnostic], purposes: Mapping[str, str]) -> str:
    return "\n".join(render(diagnostic) for diagnostic in found)


def render(diagnostic: Diagnostic, paint: Paint = plain) -> str:
    """Several lines, without a line break at the end. The excerpt is left out where the file cannot be read."""
    place = escape_line(str(diagnostic.position))
    head = paint(f"{diagnostic.severity}[{diagnostic.rule}]", diagnostic.severity)
    lines = [f"{paint(place, 'place')}: {head}: {escape_line(diagnostic.message)}"]
    lines += _excerpt(diagnostic, paint)
    if diagnostic.hint:
        lines.append(f"{' ' * _gutter(diagnostic)} {paint('=', 'faint')} {escape_line(diagnostic.hint)}")
    return "\n".join(lines)


def summary(diagnostics: Diagnostics) -> str:
    """'2 errors, 1 warning', or '' where there is nothing."""
    counts = [(diagnostics.count(severity), severity) for severity in Severity]
    return ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for count, severity in counts if count)


def shown(diagnostics: Diagnostics, least: Severity) -> Iterable[Diagnostic]:
    """From the `least` severity on, by place."""
    order = list(Severity)
    return (d for d in diagnostics.sorted() if order.index(d.severity) <= order.index(least))


def _gutter(diagnostic: Diagnostic) -> int:
    return len(str(diagnostic.line)) + 1


def _excerpt(diagnostic: Diagnostic, paint: Paint) -> list[str]:
    lines = _lines(diagnostic.file)
    if not 0 < diagnostic.line <= len(lines) or not lines[diagnostic.line - 1].strip():
        return []
    line = lines[diagnostic.line - 1].rstrip().replace("\t", " ")
    start = min(diagnostic.column - 1, len(line))
    shift = max(0, start - 80)  # a minified document is one line: show what is around the place
    text = line[shift : shift + 120]
    width = max(1, len(line[start:].split(":")[0].split(",")[0].rstrip()))
    caret = " " * (start - shift) + "^" * min(width, 120 - (start - shift), 40)
    gutter = " " * _gutter(diagnostic)
    return [
        f"{paint(f'{diagnostic.line} |', 'faint')} {text}",
        f"{gutter}{paint('|', 'faint')} {paint(caret, diagnostic.severity)}",
    ]


@cache
def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
