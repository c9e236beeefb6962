"""VersionPair: two contracts, what of the one became what of the other, and which way every payload travels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from codegen.contract import Channel, ChannelOperation, Header, Media, Message, Operation, Parameter, Response
from codegen.diagnostics import Position
from codegen.diff.model import Change, Direction, PayloadPair
from codegen.diff.schema.compare import Key, SchemaComparison
from codegen.diff.schema.events import Event
from codegen.diff.schema.terms import LocatedSchema, SchemaTerms
from codegen.diff.trial import INSTANCES, Trial, trials
from codegen.diff.version import ContractVersion
from codegen.load import At

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exchange:
    """An HTTP operation that both contracts have. Webhooks and callbacks turn who sends what."""

    old: Operation
    new: Operation
    use: str
    inward: Direction  # of its parameters and body

    @property
    def outward(self) -> Direction:
        return self.inward.turned

    @property
    def parameters(self) -> list[tuple[Parameter | None, Parameter | None]]:
        """Path parameters by their position in the path, which is what a deployed client fills in."""
        sides = [_path_parameters(o) for o in (self.old, self.new)]
        if len(sides[0]) != len(sides[1]):
            return parameters(self.old.parameters, self.new.parameters)
        rest = ([p for p in o.parameters if p.place != "path"] for o in (self.old, self.new))
        return [*zip(*sides, strict=True), *parameters(*rest)]


@dataclass(frozen=True)
class VersionPair:
    old: ContractVersion
    new: ContractVersion
    today: date
    instances: int = INSTANCES

    # ---- HTTP -------------------------------------------------------------------------------------------------------

    @cached_property
    def operations(self) -> list[tuple[Operation | None, Operation | None]]:
        """By method and path (whatever its parameters are called); then by operationId, where that moved."""
        first = _twice(_operations(self.old), _operations(self.new), _written_route, _route)
        left = [o for o, n in first if o and not n], [n for o, n in first if n and not o]
        moved = [(o, n) for o, n in _aligned(*left, lambda o: (o.id, bool(o.webhook), bool(o.callback_of))) if o and n]
        gone = {id(o) for pair in moved for o in pair}
        return [(o, n) for o, n in first if id(o) not in gone and id(n) not in gone] + moved

    @cached_property
    def exchanges(self) -> list[Exchange]:
        return [
            Exchange(o, n, said(n), Direction.SENDS if n.webhook or n.callback_of else Direction.RECEIVES)
            for o, n in self.operations
            if o and n
        ]

    # ---- messages ---------------------------------------------------------------------------------------------------

    @cached_property
    def channels(self) -> list[tuple[Channel | None, Channel | None]]:
        """By key; then by address."""
        return _twice(self.old.contract.channels, self.new.contract.channels, lambda c: c.key, lambda c: c.address)

    @cached_property
    def channel_operations(self) -> list[tuple[ChannelOperation | None, ChannelOperation | None]]:
        """By id; then by what they do on which channel."""
        return _twice(
            self.old.contract.channel_operations,
            self.new.contract.channel_operations,
            lambda o: o.id,
            lambda o: (o.action, o.channel, o.messages),
        )

    @cached_property
    def messages(self) -> list[tuple[Channel, Channel, Message | None, Message | None, Direction]]:
        """Of channels that both have, in each direction: by key; then by tag."""
        messages = []
        for old, new in self.channels:
            if not old or not new:
                continue
            for direction in Direction:
                before, after = (
                    [
                        side.contract.messages[key]
                        for key in (c.receives if direction is Direction.RECEIVES else c.sends)
                    ]
                    for side, c in ((self.old, old), (self.new, new))
                )
                pairs = _twice(before, after, lambda m: m.key, lambda m: m.tag if isinstance(m.tag, str) else None)
                messages += [(old, new, o, n, direction) for o, n in pairs]
        return messages

    # ---- payloads ---------------------------------------------------------------------------------------------------

    @cached_property
    def payloads(self) -> list[PayloadPair]:
        return [*self._http(), *self._asynchronous()]

    def _http(self) -> Iterator[PayloadPair]:
        for x in self.exchanges:
            for p, q in x.parameters:
                if p and q:
                    yield PayloadPair(x.use, f"{q.place} parameter {q.wire}", x.inward, p.payload, q.payload)
            for m, n in media(x.old.body.content if x.old.body else (), x.new.body.content if x.new.body else ()):
                if m and n:
                    yield PayloadPair(x.use, "body", x.inward, m.payload, n.payload)
            for r, s in responses(x):
                if not r or not s:
                    continue
                for m, n in media(r.content, s.content):
                    if m and n:
                        yield PayloadPair(x.use, f"{s.status} body", x.outward, m.payload, n.payload)
                for h, k in headers(r.headers, s.headers):
                    if h and k:
                        yield PayloadPair(x.use, f"{s.status} header {k.wire}", x.outward, h.payload, k.payload)

    def _asynchronous(self) -> Iterator[PayloadPair]:
        for old, new in self.channels:
            for p, q in parameters(old.parameters, new.parameters) if old and new else ():
                if p and q and new:
                    yield PayloadPair(
                        channel_said(new), f"{q.place} parameter {q.wire}", Direction.RECEIVES, p.payload, q.payload
                    )
        for _, channel, m, n, direction in self.messages:
            if m and n:
                use = channel_said(channel)
                yield PayloadPair(use, n.key, direction, m.payload, n.payload)
                if m.headers and n.headers:
                    yield PayloadPair(use, f"{n.key} headers", direction, m.headers, n.headers)

    # ---- schemas ----------------------------------------------------------------------------------------------------

    @cached_property
    def compared(self) -> tuple[SchemaComparison, list[tuple[PayloadPair, Key]]]:
        comparison = SchemaComparison(SchemaTerms(self.old), SchemaTerms(self.new))
        roots = [
            (
                pair,
                comparison.add(
                    pair.label,
                    LocatedSchema(pair.old.schema, self.old.place(pair.old.position)),
                    LocatedSchema(pair.new.schema, self.new.place(pair.new.position)),
                ),
            )
            for pair in self.payloads
        ]
        comparison.settle()
        return comparison, roots

    @cached_property
    def events(self) -> list[tuple[Event, Direction, tuple[str, ...]]]:
        """Every change of a schema, a direction at a time, with the operations and channels that see it."""
        comparison, roots = self.compared
        seen: dict[tuple[Key, Direction], dict[str, None]] = {}
        for pair, root in roots:
            for key in comparison.reached(root):
                if comparison.nodes[key].events:
                    seen.setdefault((key, pair.direction), {})[pair.use] = None
        return [
            (event, direction, tuple(uses))
            for (key, direction), uses in seen.items()
            for event in comparison.nodes[key].events
        ]

    @cached_property
    def trials(self) -> list[Trial]:
        """What the rules call compatible, tried with instances."""
        return list(trials(*self.compared, self.instances)) if self.instances else []

    # ---- findings ---------------------------------------------------------------------------------------------------

    def change(self, message: str, old: Position | None, new: Position | None, *uses: str) -> Change:
        """If one side has nothing at the place, name the nearest parent that exists."""
        if old and new:
            return Change(message, self.old.shown(old), self.new.shown(new), uses)
        if old:
            return Change(message, self.old.shown(old), mirrored(self.old, old, self.new), uses)
        if new:
            return Change(message, mirrored(self.new, new, self.old), self.new.shown(new), uses)
        return Change(message, self.old.whole(), self.new.whole(), uses)


def mirrored(side: ContractVersion, position: Position, other: ContractVersion) -> Position:
    """Where the other side would have what this one has there."""
    at = side.place(position)
    if len(side.documents) == len(other.documents):
        for here, there in zip(side.documents, other.documents, strict=True):
            if here.resolve() == at.file:
                return other.position(At(there.resolve(), at.pointer))
    folder = side.documents[0].resolve().parent
    if at.file.is_relative_to(folder):
        there = other.documents[0].resolve().parent / at.file.relative_to(folder)
        if there in other.library.files:
            return other.position(At(there, at.pointer))
    return other.whole()


def said(operation: Operation) -> str:
    if operation.webhook:
        return f"webhook {operation.webhook} {operation.method}"
    if operation.callback_of:
        return f"callback {operation.method} {operation.path} of {operation.callback_of}"
    return f"{operation.method} {operation.path}"


def channel_said(channel: Channel) -> str:
    return f"channel {channel.key}"


def parameters(old: Sequence[Parameter], new: Sequence[Parameter]) -> list[tuple[Parameter | None, Parameter | None]]:
    """By place and name (of headers without regard to case); then by name, where one moved to another place."""
    return _twice(
        old, new, lambda p: (p.place, p.wire.lower() if p.place == "header" else p.wire), lambda p: p.wire.lower()
    )


def _path_parameters(operation: Operation) -> list[Parameter]:
    parameters = {p.wire: p for p in operation.parameters if p.place == "path"}
    return [parameters[name] for name in re.findall(r"{([^{}]+)}", operation.path) if name in parameters]


def media(old: Sequence[Media], new: Sequence[Media]) -> list[tuple[Media | None, Media | None]]:
    return _aligned(old, new, lambda m: re.sub(r"\s*;\s*", ";", m.content_type.lower()))


def responses(exchange: Exchange) -> list[tuple[Response | None, Response | None]]:
    return _aligned(exchange.old.responses, exchange.new.responses, lambda r: r.status)


def headers(old: Sequence[Header], new: Sequence[Header]) -> list[tuple[Header | None, Header | None]]:
    return _aligned(old, new, lambda h: h.wire.lower())


def _operations(side: ContractVersion) -> list[Operation]:
    return [*side.contract.operations, *side.contract.webhooks, *side.contract.callbacks]


def _route(operation: Operation) -> tuple[str, ...]:
    path = re.sub(r"{[^{}]*}", "{}", operation.path) if not operation.callback_of else operation.path
    return operation.method, path, operation.webhook, operation.callback_of


def _written_route(operation: Operation) -> tuple[str, ...]:
    return operation.method, operation.path, operation.webhook, operation.callback_of


def _numbered(listed: Iterable[T], key: Callable[[T], object]) -> dict[object, T]:
    numbered: dict[object, T] = {}
    for item in listed:
        number = 0
        while (key(item), number) in numbered:
            number += 1
        numbered[key(item), number] = item
    return numbered


def _aligned(old: Iterable[T], new: Iterable[T], key: Callable[[T], object]) -> list[tuple[T | None, T | None]]:
    """In the new order, then what is gone. Of several with the same key the first belongs to the first, and so on."""
    before, after = _numbered(old, key), _numbered(new, key)
    return [(before.get(k), p) for k, p in after.items()] + [(o, None) for k, o in before.items() if k not in after]


def _twice(
    old: Iterable[T], new: Iterable[T], key: Callable[[T], object], second: Callable[[T], object | None]
) -> list[tuple[T | None, T | None]]:
    """By a key; what that leaves, by a second one where it is not None."""
    first = _aligned(old, new, key)
    removed, added = [o for o, n in first if o and not n], [n for o, n in first if n and not o]
    again = _aligned([o for o in removed if second(o) is not None], [n for n in added if second(n) is not None], second)
    renamed = [(o, n) for o, n in again if o and n]
    taken = {id(x) for pair in renamed for x in pair}
    return [(o, n) for o, n in first if id(o) not in taken and id(n) not in taken] + renamed
