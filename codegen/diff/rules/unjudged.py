"""Rules about changes that cannot be compared: bodies that are not JSON, broker bindings, parts. All are reported."""

from __future__ import annotations

import json
from collections.abc import Iterator

from codegen.contract import JSON, Payload
from codegen.diagnostics import Position
from codegen.diff.model import Change, Level
from codegen.diff.pair import VersionPair, channel_said, media, responses
from codegen.diff.rule import DiffRule
from codegen.diff.rules.bodies import contents
from codegen.diff.version import ContractVersion
from codegen.load import At

_WORDS = frozenset({"title", "description", "example", "examples", "externalDocs", "bindingVersion"})


def _bodies(pair: VersionPair) -> Iterator[Change]:
    """Payloads whose written schema changed and whose Contract has none (XML, Avro, …).

    Where the same schema is also written for JSON, the rules about that one cover both.
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
                message = f"{payload.label}: its schema changed; only JSON schemas can be compared"
                yield pair.change(message, payload.old.position, payload.new.position, payload.use)


def _written(side: ContractVersion, payload: Payload) -> str:
    """The schema of the payload with references followed, without descriptions."""
    at = side.follow(side.place(payload.position))
    value = side.find(at)
    holds = payload.schema is True and isinstance(value, dict) and "schema" in value  # the media type itself
    return json.dumps(_expanded(side, at / "schema" if holds else at, frozenset()), sort_keys=True)


def _expanded(side: ContractVersion, at: At, seen: frozenset[At]) -> JSON:
    at = side.follow(at)
    value = side.find(at)
    if at in seen:
        return at.pointer
    if isinstance(value, dict):
        return {key: _expanded(side, at / key, seen | {at}) for key in value if key not in _WORDS}
    if isinstance(value, list):
        return [_expanded(side, at / index, seen | {at}) for index in range(len(value))]
    return value


def _bindings(pair: VersionPair) -> Iterator[Change]:
    """Bindings of a channel, operation or message for a broker; a channel's WebSocket binding has its own rules."""
    for use, what, old, new in _bound(pair):
        judged = {"ws"} if what == "channel" else set[str]()
        before, after = (_bound_to(side, at, judged) for side, at in ((pair.old, old), (pair.new, new)))
        for protocol in sorted(before.keys() | after.keys()):
            if before.get(protocol) != after.get(protocol):
                here, there = pair.old.written(old, "bindings", protocol), pair.new.written(new, "bindings", protocol)
                message = f"the {protocol} binding of the {what} changed"
                yield Change(message, pair.old.position(here), pair.new.position(there), (use,))


def _bound(pair: VersionPair) -> Iterator[tuple[str, str, Position, Position]]:
    for c, d in pair.channels:
        if c and d:
            yield channel_said(d), "channel", c.position, d.position
    for o, p in pair.channel_operations:
        if o and p:
            yield p.id, "operation", o.position, p.position
    for _, channel, m, n, _ in pair.messages:
        if m and n:
            yield channel_said(channel), f"message {n.key}", m.position, n.position


def _bound_to(side: ContractVersion, position: Position, judged: set[str]) -> dict[str, JSON]:
    bindings = _expanded(side, side.follow(side.place(position)) / "bindings", frozenset())
    return {key: value for key, value in bindings.items() if key not in judged} if isinstance(bindings, dict) else {}


def _part_headers(pair: VersionPair) -> Iterator[Change]:
    """Headers of a multipart's parts, of which the Contract keeps nothing."""
    for use, label, _, old, new, at, to in contents(pair):
        for m, n in media(old, new):
            for part in n.parts if m and n else ():
                tokens = ("content", n.content_type if n else "", "encoding", part.wire, "headers")
                here, there = pair.old.written(at, *tokens), pair.new.written(to, *tokens)
                if _expanded(pair.old, here, frozenset()) != _expanded(pair.new, there, frozenset()):
                    words = f"{label}: the headers of part {part.wire} changed"
                    yield Change(words, pair.old.position(here), pair.new.position(there), (use,))


def _links(pair: VersionPair) -> Iterator[Change]:
    for x in pair.exchanges:
        for r, s in responses(x):
            if not r or not s:
                continue
            here, there = pair.old.written(r.position, "links"), pair.new.written(s.position, "links")
            if _expanded(pair.old, here, frozenset()) != _expanded(pair.new, there, frozenset()):
                words = f"the links of {s.status} changed"
                yield Change(words, pair.old.position(here), pair.new.position(there), (x.use,))


def _left_out(pair: VersionPair) -> Iterator[Change]:
    """What reading the new contract had to leave out, and reading the old one had not."""
    old_flaws = {(flaw.rule, flaw.pointer, flaw.message) for flaw in pair.old.flaws}
    for flaw in pair.new.flaws:
        if (flaw.rule, flaw.pointer, flaw.message) not in old_flaws:
            message = f"{flaw.message} ({flaw.rule}); this part was not compared"
            yield pair.change(message, None, flaw.position, "documents")


RULES = (
    DiffRule(
        "unjudged-body-changed",
        Level.WIRE,
        "the schema of a body that is not JSON changes",
        "compatibility cannot be shown",
        _bodies,
    ),
    DiffRule(
        "binding-changed",
        Level.WIRE,
        "a broker binding of a channel, operation or message changes",
        "it cannot be shown that both sides still communicate",
        _bindings,
    ),
    DiffRule(
        "part-headers-changed",
        Level.WIRE,
        "the headers of a multipart part change",
        "compatibility cannot be shown",
        _part_headers,
    ),
    DiffRule(
        "links-changed",
        Level.DOCS,
        "the links of a response change",
        "clients that follow them are led elsewhere; no SDK uses them",
        _links,
    ),
    DiffRule(
        "part-left-out",
        Level.WIRE,
        "a part of the document can no longer be read",
        "it is missing from the comparison and from every SDK",
        _left_out,
    ),
)
