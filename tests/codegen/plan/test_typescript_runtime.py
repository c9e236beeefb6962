"""The modules of the TypeScript runtime import one another in one direction."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

from tests.support.tools import ROOT

RUNTIME = ROOT / "templates" / "typescript" / "runtime"
_FROM = re.compile(r'^(?:import|export)\b[^;]*?from "\./(\w+)\.js";', re.MULTILINE | re.DOTALL)


def imports(file: Path) -> set[str]:
    return set(_FROM.findall(file.read_text()))


def test_there_is_no_import_cycle() -> None:
    modules = {file.stem: imports(file) for file in RUNTIME.glob("*.ts")}
    assert modules["calls"] >= {"parameters", "results"}, "imports are not recognised"
    TopologicalSorter(modules).prepare()  # raises CycleError with the cycle
