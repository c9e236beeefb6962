"""docs/lint.md, generated from the rules; its freshness is tested."""

from __future__ import annotations

from codegen.diagnostics import Severity
from codegen.lint import RULES
from codegen.lint.reading import READING
from codegen.lint.rule import LintRule
from codegen.report.markdown import cell

_HEAD = """\
# Rules of `contracts lint`

Generated from the rules: `contracts lint --rules --format markdown > docs/lint.md`.

Errors and warnings are shown, advice (info) with `--all`. Errors fail the command, warnings with `--strict`.
Diagnostics of reading a document are listed below.

A rule is turned off in place, for an object and everything in it, with a reason; `*` matches any text:

```yaml
/health:
  get:
    x-lint-ignore:
      operation/error-response: it cannot fail
      owasp/*: it listens on this machine only
```

An exception without a reason or without an effect is reported. `--format github` annotates the lines of
a change, `sarif` is for code scanning.
"""


def page() -> str:
    rooms: dict[str, list[LintRule]] = {}
    for rule in RULES:
        rooms.setdefault(rule.id.partition("/")[0], []).append(rule)
    counts = ", ".join(f"{sum(rule.severity is s for rule in RULES)} {s}s" for s in Severity)
    parts = [_HEAD, f"{len(RULES)} rules: {counts}.\n"]
    for group, rules in sorted(rooms.items()):
        rows = [f"| `{rule.id}` | {rule.severity} | {_purpose(rule)} |" for rule in rules]
        parts.append("\n".join([f"## {group}\n", "| rule | severity | purpose |", "| --- | --- | --- |", *rows, ""]))
    rows_of_reading = [f"| `{rule}` | {cell(purpose)} |" for rule, purpose in READING.items()]
    head = "## Diagnostics of reading a document\n\nErrors if the document cannot be used at all, otherwise warnings.\n"
    parts.append("\n".join([head, "| rule | purpose |", "| --- | --- |", *rows_of_reading, ""]))
    return "\n".join(parts)


def _purpose(rule: LintRule) -> str:
    return cell(rule.purpose) + (f" ({cell(rule.source)})" if rule.source else "")
