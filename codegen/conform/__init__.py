"""`contracts conform`: valid instances of every schema through every language's generated types and back.

`run` is the whole: generate, build a small program a language, send it each instance, and compare what comes back.
"""

from codegen.conform.report import Failure, Report, Tally
from codegen.conform.run import LANGUAGES, run
from codegen.conform.tools import Tools

__all__ = ["LANGUAGES", "Failure", "Report", "Tally", "Tools", "run"]
