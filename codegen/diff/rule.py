"""What a diff rule is: data about a kind of change, and a function that finds it in a pair of contracts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from codegen.diagnostics import Severity
from codegen.diff.model import Change, Direction, Level
from codegen.diff.pair import VersionPair
from codegen.languages import LANGUAGES

SEVERITY = {Level.WIRE: Severity.ERROR, Level.SOURCE: Severity.WARNING, Level.DOCS: Severity.INFO}
"""The severity of a rule, unless the configuration overrides it."""


Effects = Mapping[str, str]
"""What a change means for code that is compiled against a new SDK, by the language's name; no entry: nothing."""


def everywhere(effect: str) -> Effects:
    """The same effect in every language."""
    return {language.name: effect for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class DiffRule:
    """`purpose` is the reason for reporting the change; `direction` is None where it does not matter."""

    id: str
    level: Level
    change: str  # the kind of change, in words: a row of docs/stability.md
    purpose: str
    check: Callable[[VersionPair], Iterable[Change]]
    direction: Direction | None = None
    effects: Effects = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.level]


@dataclass(frozen=True, slots=True)
class DiffFinding:
    """A change with its rule, its configured severity, and the reason why it is ignored, if it is."""

    rule: DiffRule
    severity: Severity
    change: Change
    ignored: str = ""

    @property
    def group(self) -> str:
        return self.change.uses[0] if self.change.uses else ""
