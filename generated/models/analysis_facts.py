"""AnalysisFacts"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model

from .complex_function import ComplexFunction
from .depended_on_file import DependedOnFile
from .import_cycle import ImportCycle
from .unused_function import UnusedFunction


class AnalysisFacts(Model):
    """The kinds that were asked for, each the most telling first."""

    complexity: list[ComplexFunction] | MISSING = MISSING
    cycles: list[ImportCycle] | MISSING = MISSING
    dependencies: list[DependedOnFile] | MISSING = MISSING
    unused: list[UnusedFunction] | MISSING = MISSING
