"""Trials: instances that the sender's schema admits, tried against the receiver's.

Received payloads: what old clients may send must be accepted by the new contract. Sent payloads: what the new server
may send must be accepted by clients of the old contract.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codegen.contract import JSON
from codegen.diff.model import Direction, PayloadPair
from codegen.diff.schema.compare import Key, SchemaComparison
from codegen.diff.schema.terms import SchemaTerms, names, reachable
from codegen.diff.schema.values import validator
from codegen.schema import children

INSTANCES = 200


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying one payload: `refused` is the reason for refusing an instance, '' if none was refused."""

    payload: PayloadPair
    tried: int
    refused: str = ""
    instance: JSON = None


def trials(
    comparison: SchemaComparison, roots: Sequence[tuple[PayloadPair, Key]], instances: int = INSTANCES
) -> Iterator[Trial]:
    """One for every payload that changed and that no rule calls breaking; equal pairs are tried once."""
    seen = set()
    for payload, root in roots:
        before, after = comparison.old.closure(payload.old.schema), comparison.new.closure(payload.new.schema)
        key = (before, after, payload.direction)
        if before == after or key in seen:
            continue
        seen.add(key)
        events = comparison.events(root)
        receives = payload.direction is Direction.RECEIVES
        if not any(event.narrows if receives else event.widens for event in events):
            yield trial(payload, comparison, instances)


def trial(payload: PayloadPair, comparison: SchemaComparison, instances: int) -> Trial:
    receives = payload.direction is Direction.RECEIVES
    sender, receiver = (comparison.old, comparison.new) if receives else (comparison.new, comparison.old)
    sent, taken = (payload.old, payload.new) if receives else (payload.new, payload.old)
    values = drawn(sent.schema, sender, instances, names([taken.schema], receiver.definitions))
    judge = validator([taken.schema], receiver.definitions)
    for instance in values:
        for error in judge.iter_errors(instance):
            path = "/".join(str(token) for token in error.instance_path)
            return Trial(payload, len(values), f"{f'{path}: ' if path else ''}{error.message}"[:300], instance)
    return Trial(payload, len(values))


def drawn(schema: JSON, terms: SchemaTerms, count: int, avoid: Collection[str] = ()) -> list[JSON]:
    """Valid instances as a sender writes them: without the members that its view leaves out, and inventing none that
    the receiver has a meaning for.
    """
    from codegen.instances import Judge, examples, values

    reached = reachable(schema, terms.definitions)
    judge = Judge({name: withheld(terms.definitions.get(name, True)) for name in reached})
    return examples(values(judge, withheld(schema), avoid=avoid), count, 0)


def withheld(schema: JSON) -> JSON:
    """The schema with read-only members forbidden, which a receiver only tolerates."""
    if not isinstance(schema, dict):
        return schema
    copy: dict[str, JSON] = dict(schema)
    for tokens, child in children(schema):
        if len(tokens) == 1:
            copy[tokens[0]] = withheld(child)
        elif isinstance(copy[tokens[0]], list):
            copy[tokens[0]] = [
                withheld(child) if str(i) == tokens[1] else case for i, case in enumerate(copy[tokens[0]])
            ]
        else:
            copy[tokens[0]] = {**copy[tokens[0]], tokens[1]: withheld(child)}
    absent = schema.get("x-contracts-absent")
    if isinstance(absent, list) and isinstance(copy.get("properties"), Mapping):
        copy["properties"] = {**copy["properties"], **dict.fromkeys(absent, False)}
    return copy
