"""What a project makes of findings: severities of its own, and changes that it accepts, each with its reason.

In contracts.toml, or in a file of its own (`--ignore`), where the tables are written without `diff.`:

[diff.severity]
sent-enum-value-added = "warning"        # off, info, warning or error

[[diff.ignore]]
rule = "operation-removed"
match = "DELETE /pets"                   # optional: text that the finding, its operation or one of its places holds
reason = "never deployed"
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen import config as configuration
from codegen.config import ConfigError
from codegen.diagnostics import Severity
from codegen.diff.model import Change
from codegen.diff.rule import DiffFinding, DiffRule


@dataclass(frozen=True, slots=True)
class Ignore:
    rule: str
    reason: str
    match: str = ""

    def covers(self, rule: DiffRule, change: Change) -> bool:
        texts = (change.message, str(change.old), str(change.new), *change.uses)
        return self.rule == rule.id and (not self.match or any(self.match in text for text in texts))


@dataclass(frozen=True, slots=True)
class Settings:
    severities: Mapping[str, Severity | None]  # None: off
    ignores: tuple[Ignore, ...] = ()

    def judged(self, rule: DiffRule, change: Change) -> DiffFinding | None:
        severity = self.severities.get(rule.id, rule.severity)
        if severity is None:
            return None
        reason = next((ignore.reason for ignore in self.ignores if ignore.covers(rule, change)), "")
        return DiffFinding(rule, severity, change, reason)

    def idle(self, findings: Iterable[DiffFinding]) -> list[Ignore]:
        """Those that cover nothing (any more)."""
        kept = list(findings)
        return [ignore for ignore in self.ignores if not any(ignore.covers(f.rule, f.change) for f in kept)]


def read_settings(
    config: Path | None, ignore: Path | None, overrides: Sequence[str], rules: Sequence[DiffRule]
) -> Settings:
    """The configuration, with what the command line adds. ConfigError where a rule or a severity is unknown."""
    rule_ids = [rule.id for rule in rules]
    severities: dict[str, Severity | None] = {}
    ignores: list[Ignore] = []
    tables = [(config, configuration.read_table(config, "diff"))] if config else []
    if ignore:
        listed = {"ignore": configuration.read_list(ignore, "ignore")}
        tables.append((ignore, listed))
    for file, table in tables:
        _check(str(file), table, ("severity", "ignore"))
        for rule, name in dict(table.get("severity", {})).items():
            severities[_known(rule, rule_ids, str(file))] = _severity(str(name), str(file))
        ignores += [_ignore(entry, rule_ids, str(file)) for entry in table.get("ignore", [])]
    for override in overrides:
        rule, sign, name = override.partition("=")
        if not sign:
            raise ConfigError(f"--severity {override}: write RULE=off|info|warning|error")
        severities[_known(rule, rule_ids, "--severity")] = _severity(name, "--severity")
    return Settings(severities, tuple(ignores))


def _ignore(entry: Mapping[str, Any], rule_ids: Sequence[str], where: str) -> Ignore:
    _check(where, entry, ("rule", "match", "reason"))
    reason = str(entry.get("reason", "")).strip()
    if not reason:
        raise ConfigError(f"{where}: what is ignored needs a reason: {entry.get('rule', '?')}")
    return Ignore(_known(str(entry.get("rule", "")), rule_ids, where), reason, str(entry.get("match", "")))


def _severity(name: str, where: str) -> Severity | None:
    if name == "off":
        return None
    if name not in list(Severity):
        raise ConfigError(f"{where}: {name!r} is no severity; there are: off, {', '.join(reversed(Severity))}")
    return Severity(name)


def _known(rule: str, rule_ids: Sequence[str], where: str) -> str:
    if rule not in rule_ids:
        near = difflib.get_close_matches(rule, rule_ids, n=1)
        raise ConfigError(f"{where}: there is no rule {rule!r}{f'; did you mean {near[0]!r}?' if near else ''}")
    return rule


def _check(where: str, table: Mapping[str, Any], keys: Sequence[str]) -> None:
    for key in table:
        if key not in keys:
            raise ConfigError(f"{where}: {key!r} is unknown here; there are: {', '.join(keys)}")
