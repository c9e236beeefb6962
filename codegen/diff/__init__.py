"""`contracts diff`: rules as data over two Contracts, and trials of what they call compatible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from codegen.diagnostics import Severity
from codegen.diff.model import Level
from codegen.diff.pair import VersionPair
from codegen.diff.rule import DiffFinding, DiffRule
from codegen.diff.rules import RULES
from codegen.diff.settings import Ignore, Settings
from codegen.diff.trial import INSTANCES
from codegen.diff.version import ContractVersion

FAILS: Mapping[str, frozenset[Severity]] = {
    "wire": frozenset({Severity.ERROR}),
    "source": frozenset({Severity.ERROR, Severity.WARNING}),
    "docs": frozenset(Severity),
    "none": frozenset(),
}
"""--fail-on: the severities that fail. A rule's severity is its level's, unless the configuration moves it."""


@dataclass(frozen=True, slots=True)
class DiffReport:
    """Everything that was found, by severity and group; `tried` payloads with that many `instances`."""

    findings: tuple[DiffFinding, ...]
    tried: int
    instances: int
    idle: tuple[Ignore, ...]

    @property
    def counted(self) -> tuple[DiffFinding, ...]:
        """Those that are not ignored."""
        return tuple(finding for finding in self.findings if not finding.ignored)

    def fails(self, fail_on: str) -> bool:
        return any(finding.severity in FAILS[fail_on] for finding in self.counted)

    def counts(self) -> dict[Level, int]:
        counts_by_level = Counter(finding.rule.level for finding in self.counted)
        return {level: counts_by_level[level] for level in Level}


def compare(
    old: ContractVersion,
    new: ContractVersion,
    settings: Settings | None = None,
    *,
    rules: Sequence[DiffRule] = RULES,
    instances: int = INSTANCES,
    today: date | None = None,
) -> DiffReport:
    """What `new` changes for people and programs that know `old`."""
    settings = settings or Settings({})
    pair = VersionPair(old, new, today or date.today(), instances)  # noqa: DTZ011  # a calendar day, as x-sunset is
    findings = [
        finding for rule in rules for item in rule.check(pair) if (finding := settings.judged(rule, item)) is not None
    ]
    order = list(Severity)
    findings.sort(
        key=lambda f: (f.group, order.index(f.severity), f.change.new, f.change.old, f.rule.id, f.change.message)
    )
    trials = pair.trials
    return DiffReport(tuple(findings), len(trials), sum(t.tried for t in trials), tuple(settings.idle(findings)))
