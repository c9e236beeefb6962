"""docs/stability.md: what each kind of change means on the wire and in every language, written from the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codegen.diff.model import Direction, Level
from codegen.diff.rule import DiffRule
from codegen.diff.rules import RULES, SECTIONS
from codegen.languages import LANGUAGES

_WIRE = {Level.WIRE: "**breaks**", Level.SOURCE: "goes on", Level.DOCS: "goes on"}
_HEAD = f"""\
# What a change of a contract breaks

Written from the {len(RULES)} rules of `contracts diff`; `make golden` rewrites it.

**On the wire**: whether a program that is deployed goes on working against the other version. What the server
*receives* (requests, messages of a `receive` operation, answers to webhooks and callbacks) may widen; what it *sends*
(responses, messages of a `send` operation, webhooks and callbacks) may narrow. **In source**: what has to change in
code that is compiled against an SDK generated anew; a dash where nothing has to. The SDKs themselves keep enum values,
union cases and members that they do not know: what breaks a strict reader need not break them.

One convention stands behind the verdicts: whoever sends an open object does not invent members that only the other
version names. Whatever is called compatible is tried with 200 instances a payload; what they refute is told as
`wire-counterexample`."""


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
    told = any(rule.level is not Level.DOCS for rule in group)
    for language in LANGUAGES:
        effect = group[0].effects.get(language.name, "")
        yield effect.replace("|", "\\|") if told and effect else "–"
    yield ", ".join(f"`{rule.id}`" for rule in group)
