"""Rules about what cannot be judged: bodies that are no JSON, parts that could not be read. None passes in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator

from codegen.contract import JSON, Payload
from codegen.diff.pair import Pair
from codegen.diff.rule import Found, Level, Rule
from codegen.diff.side import Side
from codegen.load import At

_WORDS = frozenset({"title", "description", "example", "examples", "externalDocs"})


def _bodies(pair: Pair) -> Iterator[Found]:
    """Payloads of which the Contract keeps no schema (XML, Avro, …), though one is written and it changed.

    Where the same schema is written for JSON there, too, what is said of that holds for both.
    """
    judged = {
        (payload.use, _written(pair.old, payload.old), _written(pair.new, payload.new))
        for payload in pair.payloads
        if payload.old.schema is not True or payload.new.schema is not True
    }
    for payload in pair.payloads:
        if payload.old.schema is True and payload.new.schema is True:
            old, new = _written(pair.old, payload.old), _written(pair.new, payload.new)
            if old != new and (payload.use, old, new) not in judged:
                message = f"{payload.label}: its schema changed, and it is no JSON that could be judged"
                yield pair.found(message, payload.old.position, payload.new.position, payload.use)


def _written(side: Side, payload: Payload) -> str:
    """The schema that stands at the payload, references followed, without words for people."""
    at = side.follow(side.place(payload.position))
    value = side.find(at)
    holds = payload.schema is True and isinstance(value, dict) and "schema" in value  # the media type itself
    return json.dumps(_expanded(side, at / "schema" if holds else at, frozenset()), sort_keys=True)


def _expanded(side: Side, at: At, seen: frozenset[At]) -> JSON:
    at = side.follow(at)
    value = side.find(at)
    if at in seen:
        return at.pointer
    if isinstance(value, dict):
        return {key: _expanded(side, at / key, seen | {at}) for key in value if key not in _WORDS}
    if isinstance(value, list):
        return [_expanded(side, at / index, seen | {at}) for index in range(len(value))]
    return value


def _left_out(pair: Pair) -> Iterator[Found]:
    """What reading the new contract had to leave out, and reading the old one had not."""
    known = {(flaw.rule, flaw.pointer, flaw.message) for flaw in pair.old.flaws}
    for flaw in pair.new.flaws:
        if (flaw.rule, flaw.pointer, flaw.message) not in known:
            message = f"{flaw.message} ({flaw.rule}); what it concerns was not compared"
            yield pair.found(message, None, flaw.position, "documents")


RULES = (
    Rule(
        "unjudged-body-changed",
        Level.WIRE,
        "the schema of a body that is no JSON changes",
        "nothing shows that it is compatible",
        _bodies,
    ),
    Rule(
        "part-left-out",
        Level.WIRE,
        "a part of the document can no longer be read",
        "it was left out of the comparison, and of every SDK",
        _left_out,
    ),
)
