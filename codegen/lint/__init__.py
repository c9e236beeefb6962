"""`contracts lint`: rules as data over a Contract. A new rule is an entry in one of the files beside this one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from codegen.diagnostics import Diagnostic, Diagnostics
from codegen.lint import documents, examples, operations, schemas
from codegen.lint.rule import Rule, Subject

RULES: tuple[Rule, ...] = tuple(
    sorted((*operations.RULES, *schemas.RULES, *examples.RULES, *documents.RULES), key=lambda rule: rule.id)
)


def lint(subject: Subject, rules: Sequence[Rule] = RULES) -> Diagnostics:
    found = Diagnostics()
    for rule in rules:
        for finding in rule.check(subject):
            at = finding.at
            found.add(
                Diagnostic(
                    rule.id, rule.severity, finding.message, at.file, at.line, at.column, at.pointer, finding.hint
                )
            )
    return found


def lint_documents(files: Sequence[Path]) -> Diagnostics:
    """Everything that reading the documents tells, and what the rules find. ContractError where they cannot be read."""
    from codegen.load import Library
    from codegen.pipeline import read_contract

    contract, diagnostics, reached, _ = read_contract(files)
    library = Library(Diagnostics(), roots=[file.resolve().parent for file in files])
    for file in reached:
        library.open(file)
    diagnostics.extend(lint(Subject(contract, library, tuple(files))))
    return diagnostics
