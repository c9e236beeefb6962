"""Formats of a report: text, Markdown for the summary of a pull request, JSON, and those of other commands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from codegen import report
from codegen.diagnostics import Diagnostic, Position, Severity
from codegen.diff import DiffReport
from codegen.diff.model import Level
from codegen.diff.rule import DiffFinding
from codegen.languages import LABELS
from codegen.report.text import Paint, plain

_MEANING = {
    Level.WIRE: "wire-breaking",
    Level.SOURCE: "source-breaking",
    Level.DOCS: "compatible",
}


def text(comparison: DiffReport, least: Severity, paint: Paint = plain) -> Iterator[str]:
    """Grouped by operation or channel; for each change its message and both positions."""
    for group, findings in _groups(_shown(comparison, least)):
        yield paint(group, "place")
        for finding in findings:
            mark = "ignored" if finding.ignored else str(finding.severity)
            role = "faint" if finding.ignored else finding.severity
            yield f"  {paint(f'{mark:<8}', role)} {finding.change.message}  {paint(f'[{finding.rule.id}]', 'faint')}"
            yield paint(f"           {finding.change.old} -> {finding.change.new}{_also(finding)}", "faint")
            yield from (f"           {line}" for line in _notes(finding))
        yield ""
    hidden = least is not Severity.INFO and comparison.counts()[Level.DOCS]
    yield verdict(comparison) + (" (--all lists compatible changes)" if hidden else "")
    for ignore in comparison.idle:
        yield f"this entry of [[diff.ignore]] matches no change: {ignore.rule} {ignore.match}".rstrip()


def verdict(comparison: DiffReport) -> str:
    counts = comparison.counts()
    if not any(counts.values()):
        summary = "no change"
    else:
        summary = ", ".join(_counted(counts[level], f"{_MEANING[level]} change") for level in Level if counts[level])
    tried = (
        f"; {_counted(comparison.tried, 'compatible payload')} tested with {comparison.instances} instances"
        if comparison.tried
        else ""
    )
    return f"{summary}{tried}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def markdown(comparison: DiffReport, least: Severity) -> str:
    """A summary for a change's page."""
    lines = [f"**{verdict(comparison)}**", ""]
    for group, findings in _groups(_shown(comparison, least)):
        lines += [f"#### {_cell(group)}", "", "| | change | rule | old | new |", "| --- | --- | --- | --- | --- |"]
        for finding in findings:
            mark = "ignored" if finding.ignored else str(finding.severity)
            message = _cell(" · ".join([finding.change.message, *_notes(finding)]) + _also(finding))
            places = (f"`{_code(place)}`" for place in (finding.change.old, finding.change.new))
            lines.append(f"| {mark} | {message} | `{finding.rule.id}` | {' | '.join(places)} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def as_json(comparison: DiffReport, fail_on: str) -> str:
    findings = [
        {
            "rule": f.rule.id,
            "level": f.rule.level,
            "severity": f.severity,
            "direction": f.rule.direction,
            "message": f.change.message,
            "old": _place(f.change.old),
            "new": _place(f.change.new),
            "uses": list(f.change.uses),
            "source": dict(f.rule.effects),
            **({"instance": f.change.evidence} if f.change.evidence is not None else {}),
            **({"ignored": f.ignored} if f.ignored else {}),
        }
        for f in comparison.findings
    ]
    whole = {
        "fails": comparison.fails(fail_on),
        "counts": comparison.counts(),
        "tried": {"payloads": comparison.tried, "instances": comparison.instances},
        "findings": findings,
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def machines(style: str, comparison: DiffReport, least: Severity) -> str:
    """In one of the formats of other commands: each finding at its new place."""
    diagnostics = [
        Diagnostic(
            f.rule.id,
            f.severity,
            f"{f.group}: {f.change.message}",
            f.change.new.file,
            f.change.new.line,
            f.change.new.column,
            f.change.new.pointer,
            "; ".join([f"before: {f.change.old}", *_notes(f)]),
        )
        for f in _shown(comparison, least)
        if not f.ignored
    ]
    return report.write(style, diagnostics, {f.rule.id: f.rule.change for f in comparison.findings})


def _shown(comparison: DiffReport, least: Severity) -> list[DiffFinding]:
    order = list(Severity)
    return [f for f in comparison.findings if order.index(f.severity) <= order.index(least)]


def _groups(findings: Sequence[DiffFinding]) -> Iterable[tuple[str, list[DiffFinding]]]:
    for group, of_group in groupby(findings, key=lambda f: f.group):
        yield group, list(of_group)


def _notes(finding: DiffFinding) -> Iterator[str]:
    if finding.rule.level is Level.SOURCE and finding.rule.effects:
        labels: dict[str, list[str]] = {}
        for language, effect in finding.rule.effects.items():
            labels.setdefault(effect, []).append(LABELS[language])
        yield "; ".join(f"{', '.join(names)}: {effect}" for effect, names in labels.items())
    if finding.ignored:
        yield f"ignored: {finding.ignored}"


def _also(finding: DiffFinding) -> str:
    others = finding.change.uses[1:]
    if not others:
        return ""
    return f"  (also {', '.join(others[:2])}{f' and {len(others) - 2} more' if len(others) > 2 else ''})"


def _place(position: Position) -> dict[str, Any]:
    return {"file": position.file, "line": position.line, "column": position.column, "pointer": position.pointer}


def _cell(text: str) -> str:
    for sign in "\\`*_<>|[]":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", " ")


def _code(place: object) -> str:
    return str(place).replace("`", "'").replace("|", "\\|")
