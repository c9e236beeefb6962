"""`x-lint-ignore`: rules turned off in place, by `{rule/id: reason}` on an object or on an enclosing one.

A rule may be a pattern (`owasp/*`). An exception without a reason, or without an effect, is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from codegen.diagnostics import Diagnostic, Severity
from codegen.load import At, Library, escape
from codegen.runtime.keywords import MAP

JSON = Any
KEY = "x-lint-ignore"
NO_REASON, UNUSED = "ignore/no-reason", "ignore/unused"


@dataclass(slots=True)
class Ignore:
    file: str
    pointer: str  # of the object that it speaks of
    rule: str
    reason: str
    at: At
    used: bool = field(default=False)

    def silences(self, diagnostic: Diagnostic) -> bool:
        within = diagnostic.pointer == self.pointer or diagnostic.pointer.startswith(f"{self.pointer}/")
        return within and diagnostic.file == self.file and fnmatchcase(diagnostic.rule, self.rule)


def silence(diagnostics: Iterable[Diagnostic], library: Library) -> list[Diagnostic]:
    """The findings that are not ignored, and problems of the exceptions. Reading errors cannot be ignored."""
    ignores = [ignore for file in library.files for ignore in _in_file(library, At(file))]
    kept = [diagnostic for diagnostic in diagnostics if not _silenced(diagnostic, ignores)]
    for ignore in ignores:
        place = library.position(ignore.at)
        if not ignore.reason:
            kept.append(_finding(NO_REASON, f"no reason is given for ignoring {ignore.rule}", place))
        if not ignore.used:
            kept.append(_finding(UNUSED, f"{ignore.rule} reports nothing here; remove this exception", place))
    return kept


def _silenced(diagnostic: Diagnostic, ignores: list[Ignore]) -> bool:
    hit = [ignore for ignore in ignores if ignore.silences(diagnostic)]
    for ignore in hit:
        ignore.used = True
    return bool(hit)


def _in_file(library: Library, root: At) -> Iterator[Ignore]:
    document = library.open(root.file)
    if document is None or KEY not in document.text:
        return
    open_: list[tuple[JSON, str, str]] = [(document.data, "", "")]
    while open_:
        value, pointer, within = open_.pop()
        if isinstance(value, dict):
            for key, item in value.items():
                if key == KEY and within not in MAP:  # a property may be called so
                    yield from _one(document.label, pointer, item, At(root.file, f"{pointer}/{KEY}"))
                else:
                    open_.append((item, f"{pointer}/{escape(key)}", key))
        elif isinstance(value, list):
            open_ += [(item, f"{pointer}/{index}", "") for index, item in enumerate(value)]


def _one(file: str, pointer: str, value: JSON, at: At) -> Iterator[Ignore]:
    if isinstance(value, dict):
        for rule, reason in value.items():
            yield Ignore(file, pointer, rule, reason.strip() if isinstance(reason, str) else "", at / rule)
    else:
        for index, rule in enumerate(value if isinstance(value, list) else [value]):
            yield Ignore(file, pointer, str(rule), "", at / index if isinstance(value, list) else at)


def _finding(rule: str, message: str, place: Any) -> Diagnostic:
    return Diagnostic(rule, Severity.WARNING, message, place.file, place.line, place.column, place.pointer)
