"""The compilers that trying a language needs, where this machine has them."""

from __future__ import annotations

import os
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

_NODE = "node is not on this machine: install Node 20 or newer"
_TSC = "TypeScript's compiler was not found: npm install typescript here, or name its tsc with --tsc"
_SWIFT = "swift is not on this machine: install Swift 6, or name a command that runs it with --swift"


@dataclass(frozen=True, slots=True)
class Tools:
    """Commands as words. A tool that is absent is empty, and `missing` says what to do about it."""

    node: tuple[str, ...] = ()
    tsc: tuple[str, ...] = ()
    swift: tuple[str, ...] = ()

    @classmethod
    def found(cls, tsc: str = "", swift: str = "") -> Tools:
        """What the PATH and the nearest node_modules have; `tsc`, a file, and `swift`, a command line, come first."""
        node = shutil.which("node")
        compiler = Path(tsc) if tsc else _nearest_tsc(Path.cwd())
        return cls(
            node=(node,) if node else (),
            tsc=(node, str(compiler.resolve())) if node and compiler else (),
            swift=_command(swift) if swift else tuple(filter(None, [shutil.which("swift")])),
        )

    def missing(self, language: str) -> str:
        """Why a language cannot be tried here; '' where it can."""
        if language == "typescript":
            return _NODE if not self.node else "" if self.tsc else _TSC
        return _SWIFT if language == "swift" and not self.swift else ""


def _nearest_tsc(start: Path) -> Path | None:
    for folder in (start, *start.parents):
        found = folder / "node_modules" / "typescript" / "bin" / "tsc"
        if found.is_file():
            return found
    on_path = shutil.which("tsc")
    return Path(on_path) if on_path else None


def _command(line: str) -> tuple[str, ...]:
    """A program given by its path is meant from the current folder, wherever it then runs."""
    first, *rest = shlex.split(line)
    return (os.path.abspath(first) if os.sep in first else first, *rest)
