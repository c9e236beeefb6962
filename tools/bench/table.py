"""The sections of docs/benchmarks.md, one per program: tables, medians, the machine.

write_section("server", "…")   replaces the text between <!-- server --> and <!-- /server -->, and nothing else
"""

from __future__ import annotations

import os
import platform
import re
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
TITLE = """# Benchmarks

Each section is written by the program that it names, between two markers. The figures of a section come from one run on
one machine, interleaved: compare figures within a table, not across tables.
"""


def write_section(name: str, body: str, page: Path = PAGE) -> None:
    """Put `body` between the section's markers; a section that the page lacks goes to its end."""
    text = page.read_text(encoding="utf-8") if page.exists() else TITLE
    page.write_text(with_section(text, name, body), encoding="utf-8")


def with_section(text: str, name: str, body: str) -> str:
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    section = f"{begin}\n{body.strip()}\n{end}"
    if begin not in text:
        return f"{text.rstrip()}\n\n{section}\n"
    before, _, rest = text.partition(begin)
    _, end_marker, after = rest.partition(end)
    if not end_marker:
        raise ValueError(f"{begin} has no {end}")
    return before + section + after


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; columns after the first are set right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    cells = (" | ".join(str(cell).replace("|", r"\|") for cell in line) for line in lines)
    return "\n".join(f"| {line} |" for line in cells)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median, and where the values lie: `2.10 (2.02-2.21)`."""
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def ratios(values: Sequence[float], others: Sequence[float]) -> list[float]:
    """Round by round, as what disturbs the machine disturbs both of a round alike."""
    return [value / other for value, other in zip(values, others, strict=True)]


def machine() -> str:
    """The hardware and software that the figures depend on, without anything that identifies the machine."""
    model = _first(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo")) or platform.processor() or platform.machine()
    kilobytes = _first(r"MemTotal:\s*(\d+)", Path("/proc/meminfo"))
    memory = f", {round(int(kilobytes) / 2**20)} GiB of memory" if kilobytes else ""
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    return f"{os.cpu_count()} cores of {model}{memory}; {system}; Python {platform.python_version()}"


def _first(pattern: str, file: Path) -> str:
    match = re.search(pattern, file.read_text(encoding="utf-8")) if file.exists() else None
    return match[1].strip() if match else ""
