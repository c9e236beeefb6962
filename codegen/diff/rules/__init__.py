"""The table of rules. A new rule is an entry in one of the modules of this package, and a pair of fixtures."""

from __future__ import annotations

from collections.abc import Mapping

from codegen.diff.rule import DiffRule
from codegen.diff.rules import (
    bodies,
    channel_operations,
    channels,
    counterexamples,
    documents,
    headers,
    messages,
    operations,
    parameters,
    responses,
    schemas,
    security,
    sources,
    unjudged,
)

SECTIONS: Mapping[str, tuple[DiffRule, ...]] = {
    "Operations": operations.RULES,
    "Parameters": parameters.RULES,
    "Bodies and answers": (*bodies.RULES, *responses.RULES, *headers.RULES),
    "Schemas": schemas.RULES,
    "Channels and messages": (*channels.RULES, *channel_operations.RULES, *messages.RULES),
    "Security": security.RULES,
    "The contract as a whole": documents.RULES,
    "Changes in source code only": sources.RULES,
    "Changes that cannot be compared, and counterexamples": (*unjudged.RULES, *counterexamples.RULES),
}

RULES: tuple[DiffRule, ...] = tuple(rule for rules in SECTIONS.values() for rule in rules)
