"""Diagnostic: everything the toolchain has to say about a document, with the place that it speaks of."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class ToolchainError(Exception):
    """What a person can mend; the message says where and how. `exit_code` is the command's."""

    exit_code = 1


_FIXES = {
    errno.ENOSPC: "free space, or choose another folder",
    errno.EDQUOT: "free space, or choose another folder",
    errno.EFBIG: "raise the limit of file sizes, or choose another folder",
    errno.EACCES: "change its permissions, or choose another path",
    errno.EPERM: "change its permissions, or choose another path",
    errno.EROFS: "choose a folder that can be written to",
    errno.ENAMETOOLONG: "choose a shorter path",
    errno.EMFILE: "raise the limit of open files",
    errno.EADDRINUSE: "choose another port, or stop the program that uses it",
}


class MachineError(ToolchainError):
    """What the operating system refused: no space, no permission, a path that cannot be. No bug of this program."""

    exit_code = 2

    def __init__(self, error: OSError) -> None:
        path = f"{error.filename}: " if error.filename else ""
        fix = _FIXES.get(error.errno or 0, "")
        super().__init__(f"{path}{error.strerror or error}{f'; {fix}' if fix else ''}")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place: `line` and `column` count from 1; `pointer` is a JSON pointer (RFC 6901); '' is the whole file."""

    file: str
    line: int
    column: int
    pointer: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def place(self) -> str:
        """Without what an edit elsewhere in the document changes: `openapi.yaml#/paths/~1notes/get`."""
        return f"{self.file.rsplit('/', 1)[-1]}#{self.pointer}"


class Severity(StrEnum):
    ERROR = "error"  # something of the document cannot be used; nothing is written
    WARNING = "warning"  # the document says what it hardly means, or a part of it was left out
    INFO = "info"  # worth knowing


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `rule` is its stable id (`ref/dangling`); `hint` says how to mend it, where that is known."""

    rule: str
    severity: Severity
    message: str
    file: str
    line: int
    column: int
    pointer: str = ""
    hint: str = ""

    @property
    def position(self) -> Position:
        return Position(self.file, self.line, self.column, self.pointer)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.position}: {self.severity}[{self.rule}]: {self.message}"


class Diagnostics:
    """Collects findings in the order in which they are found; the same finding twice is kept once."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self._found: dict[Diagnostic, None] = dict.fromkeys(found)

    def add(self, diagnostic: Diagnostic) -> None:
        self._found[diagnostic] = None

    def extend(self, found: Iterable[Diagnostic]) -> None:
        self._found.update(dict.fromkeys(found))

    def error(self, rule: str, message: str, at: Position, hint: str = "") -> None:
        self.add(_made(rule, Severity.ERROR, message, at, hint))

    def warning(self, rule: str, message: str, at: Position, hint: str = "") -> None:
        self.add(_made(rule, Severity.WARNING, message, at, hint))

    def info(self, rule: str, message: str, at: Position, hint: str = "") -> None:
        self.add(_made(rule, Severity.INFO, message, at, hint))

    def has_errors(self) -> bool:
        return self.count(Severity.ERROR) > 0

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the findings forbid going on: errors do, warnings too where the person asked for that."""
        return self.has_errors() or (strict and self.count(Severity.WARNING) > 0)

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self._found)

    def sorted(self) -> list[Diagnostic]:
        """By place, so that the output does not depend on the order of the checks."""
        return sorted(self._found, key=lambda d: (d.file, d.line, d.column, d.rule, d.message))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(tuple(self._found))

    def __len__(self) -> int:
        return len(self._found)


def _made(rule: str, severity: Severity, message: str, at: Position, hint: str) -> Diagnostic:
    return Diagnostic(rule, severity, message, at.file, at.line, at.column, at.pointer, hint)
