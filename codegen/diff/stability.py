"""docs/stability.md: what each kind of change means on the wire and in every language, generated from the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codegen.diff.model import Direction, Level
from codegen.diff.rule import DiffRule
from codegen.diff.rules import RULES, SECTIONS
from codegen.languages import LANGUAGES

_WIRE = {Level.WIRE: "**breaks**", Level.SOURCE: "works", Level.DOCS: "works"}
_HEAD = f"""\
# Which changes of a contract are breaking

Generated from the {len(RULES)} rules of `contracts diff`; `make golden` rewrites this page.

**On the wire**: whether deployed programs keep working with the other version. What the server *receives* (requests,
messages of a `receive` operation, responses to webhooks and callbacks) may widen. What it *sends* (responses, messages
of a `send` operation, webhooks and callbacks) may narrow. **In source**: what must change in code that is compiled
against a regenerated SDK; a dash means nothing. The SDKs keep enum values, union cases and properties that they do not
know, so a change that breaks a strict reader may not break them.

The verdicts assume that a sender of an open object does not invent properties that only the other version names. Every
change that is called compatible is tested with 200 instances per payload; an instance that contradicts the rules is
reported as `wire-counterexample`."""


def page() -> str:
    return "\n".join([_HEAD, *_sections()]) + "\n"


def _sections() -> Iterator[str]:
    for title, rules in SECTIONS.items():
        yield f"\n## {title}\n"
        labels = " | ".join(language.label for language in LANGUAGES)
        yield f"| change | server receives | server sends | {labels} | rules |"
        yield f"| --- | --- | --- |{' --- |' * len(LANGUAGES)} --- |"
        changes: dict[str, list[DiffRule]] = {}
        for rule in rules:
            changes.setdefault(rule.change, []).append(rule)
        for change, group in changes.items():
            yield f"| {change} | {' | '.join(_cells(group))} |"


def _cells(group: Sequence[DiffRule]) -> Iterator[str]:
    by = {rule.direction: rule for rule in group}
    for direction in Direction:
        rule = by.get(direction) or by.get(None)
        yield _WIRE[rule.level] if rule else ""
    reported = any(rule.level is not Level.DOCS for rule in group)
    for language in LANGUAGES:
        effect = group[0].effects.get(language.name, "")
        yield effect.replace("|", "\\|") if reported and effect else "–"
    yield ", ".join(f"`{rule.id}`" for rule in group)
