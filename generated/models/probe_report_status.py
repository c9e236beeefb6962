"""ProbeReportStatus"""

from __future__ import annotations

from typing import Literal, TypeAlias

ProbeReportStatus: TypeAlias = Literal["passed", "failed", "never_run"]
