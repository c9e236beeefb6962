"""docs/lint.md, generated from the rules; its freshness is tested."""

from __future__ import annotations

from codegen.diagnostics import Severity
from codegen.lint import RULES
from codegen.lint.reading import READING
from codegen.lint.rule import Rule
from codegen.report.markdown import cell

_HEAD = """\
# Rules of `contracts lint`

Generated from the rules: `contracts lint --rules --format markdown > docs/lint.md`.

Errors and warnings are shown, advice (info) with `--all`. Errors fail the command, warnings with `--strict`. What
reading a document tells comes besides, and is listed below.

A rule is turned off in place, for an object and all in it, with a reason; `*` stands for any text:

```yaml
/health:
  get:
    x-lint-ignore:
      operation/error-response: it always answers
      owasp/*: it is open on this machine alone
```

An ignore without a reason, or one that silences nothing, is a finding itself. `--format github` annotates the lines of
a change, `sarif` is for code scanning.
"""


def page() -> str:
    rooms: dict[str, list[Rule]] = {}
    for rule in RULES:
        rooms.setdefault(rule.id.partition("/")[0], []).append(rule)
    counts = ", ".join(f"{sum(rule.severity is s for rule in RULES)} {s}s" for s in Severity)
    parts = [_HEAD, f"{len(RULES)} rules: {counts}.\n"]
    for room, rules in sorted(rooms.items()):
        rows = [f"| `{rule.id}` | {rule.severity} | {_purpose(rule)} |" for rule in rules]
        parts.append("\n".join([f"## {room}\n", "| rule | severity | so that |", "| --- | --- | --- |", *rows, ""]))
    told = [f"| `{rule}` | {cell(purpose)} |" for rule, purpose in READING.items()]
    head = "## What reading a document tells\n\nErrors where it cannot be used at all, else warnings.\n"
    parts.append("\n".join([head, "| rule | so that |", "| --- | --- |", *told, ""]))
    return "\n".join(parts)


def _purpose(rule: Rule) -> str:
    return cell(rule.purpose) + (f" ({cell(rule.source)})" if rule.source else "")
