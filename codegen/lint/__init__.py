"""`contracts lint`: rules as data over a Contract. A new rule is an entry in one of the modules of this package."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from codegen.diagnostics import Diagnostic, Diagnostics, Severity
from codegen.lint import (
    channels,
    documents,
    examples,
    ignores,
    keywords,
    operations,
    owasp,
    parameters,
    schemas,
    structure,
    style,
)
from codegen.lint.nodes import nodes
from codegen.lint.rule import LintRule, Subject
from codegen.load import At, Library

_MODULES = (channels, documents, examples, keywords, operations, owasp, parameters, schemas, structure, style)
_IGNORES = (  # reported by `ignores`, after all other rules
    LintRule(ignores.NO_REASON, Severity.WARNING, "readers see why a rule is turned off", lambda _: ()),
    LintRule(ignores.UNUSED, Severity.WARNING, "obsolete exceptions are removed", lambda _: ()),
)
RULES: tuple[LintRule, ...] = tuple(
    sorted((*(rule for module in _MODULES for rule in module.RULES), *_IGNORES), key=lambda rule: rule.id)
)


def lint(subject: Subject, rules: Sequence[LintRule] = RULES) -> Diagnostics:
    diagnostics = Diagnostics()
    for rule in rules:
        for finding in rule.check(subject):
            at = finding.at
            diagnostics.add(
                Diagnostic(
                    rule.id, rule.severity, finding.message, at.file, at.line, at.column, at.pointer, finding.hint
                )
            )
    return diagnostics


def lint_documents(files: Sequence[Path]) -> Diagnostics:
    """Diagnostics of reading the documents and of the rules, without those that the documents ignore.

    ContractError where they cannot be read.
    """
    from codegen.pipeline import read_contract

    contract, diagnostics, reached, _ = read_contract(files)
    library = Library(Diagnostics(), roots=[file.resolve().parent for file in files])
    for file in reached:
        library.open(file)
    walked = tuple(node for file in files for node in nodes(library, At(file.resolve())))
    diagnostics.extend(lint(Subject(contract, library, tuple(files), walked)))
    return Diagnostics(ignores.silence(diagnostics, library))
