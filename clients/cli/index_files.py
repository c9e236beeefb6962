"""Lines about files that are not whole in an index, for `leanvibe status` and the end of indexing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from terminal.escape import escape_line
from terminal.output import paint

SHOWN = 10
_ROLES = {"failed": "error", "partial": "warning", "skipped": "faint"}


class Counts(Protocol):
    """The counts of an index, from the API or from the server in this process."""

    @property
    def partial(self) -> int: ...
    @property
    def skipped(self) -> int: ...
    @property
    def failed(self) -> int: ...


def statuses(counts: Counts) -> list[Literal["failed", "partial", "skipped"]]:
    """Those that some file has, the worst first."""
    result: list[Literal["failed", "partial", "skipped"]] = []
    if counts.failed:
        result.append("failed")
    if counts.partial:
        result.append("partial")
    if counts.skipped:
        result.append("skipped")
    return result


def lines(counts: Counts, files: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """The counts, then (path, status, reason) of the first files; nothing where every file is whole."""
    total = counts.partial + counts.skipped + counts.failed
    if not total:
        return
    yield f"  not whole in the index: {counts.failed} failed, {counts.partial} partial, {counts.skipped} skipped"
    for path, status, reason in files[:SHOWN]:
        yield f"    {paint(f'{status:<8}', _ROLES.get(status, 'faint'))} {escape_line(path)}: {escape_line(reason)}"
    if total > len(files[:SHOWN]):
        yield f"    and {total - len(files[:SHOWN])} more: GET /api/v1/projects/ID/index/files lists them"
