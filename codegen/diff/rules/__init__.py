"""The table of rules. A new rule is an entry in one of the files beside this one, and a pair of fixtures."""

from __future__ import annotations

from codegen.diff.rule import Rule
from codegen.diff.rules import bodies, channels, counterexamples, documents, operations, parameters, schemas, security

RULES: tuple[Rule, ...] = (
    *operations.RULES,
    *parameters.RULES,
    *bodies.RULES,
    *security.RULES,
    *documents.RULES,
    *channels.RULES,
    *schemas.RULES,
    *counterexamples.RULES,
)
