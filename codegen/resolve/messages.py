"""Parsed channels and messages -> the Contract's: keys made unique, directions told apart, tags found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from codegen.contract import (
    JSON,
    MISSING,
    AnyJson,
    Channel,
    ChannelOperation,
    Const,
    Declaration,
    Message,
    Missing,
    ObjectType,
    Parameter,
    Payload,
    Probe,
    Ref,
    Reply,
    Scalar,
    ScalarKind,
    UnionCase,
    UnionType,
)
from codegen.load import At
from codegen.naming import pascal, words
from codegen.parse.model import ParsedChannel, ParsedChannelOperation, ParsedMessage
from codegen.resolve.names import TYPES, Names
from codegen.resolve.operations import Positions

MESSAGES = "messages"


class Messages:
    """Messages by place and by key, and the channels and operations that use them."""

    def __init__(
        self, parsed: Sequence[ParsedMessage], positions: Positions, types: dict[str, Declaration], names: Names
    ) -> None:
        self._positions, self._types, self._names = positions, types, names
        self._keys = _keys(parsed, names)
        self.by_key = {self._keys[m.at]: self._message(m) for m in parsed}

    def channels(
        self, parsed: Sequence[ParsedChannel], operations: Sequence[ParsedChannelOperation]
    ) -> tuple[tuple[Channel, ...], tuple[ChannelOperation, ...]]:
        held = {channel.at: [self._keys[m] for m in channel.messages if m in self._keys] for channel in parsed}
        names = {channel.at: channel.key for channel in parsed}
        made = tuple(self._operation(o, held, names) for o in operations)
        return tuple(self._channel(c, held[c.at], [o for o in made if o.channel == c.key]) for c in parsed), made

    def _message(self, parsed: ParsedMessage) -> Message:
        body = self._positions.payload(parsed.payload) if parsed.payload else None
        headers = [self._positions.payload(use) for use in parsed.headers]
        both = (
            Payload(AnyJson(), {"allOf": [h.schema for h in headers]}, headers[0].position)
            if len(headers) > 1
            else None
        )
        return Message(
            key=self._keys[parsed.at],
            words=parsed.words,
            payload=body or Payload(AnyJson(), True, parsed.position),
            headers=both or (headers[0] if headers else None),
            content_type=parsed.content_type,
            tag=MISSING,
            correlation=parsed.correlation,
            doc=parsed.doc,
            position=parsed.position,
            extensions=parsed.extensions,
        )

    def _operation(
        self, parsed: ParsedChannelOperation, held: Mapping[At, list[str]], names: Mapping[At, str]
    ) -> ChannelOperation:
        listed = [self._keys[m] for m in parsed.messages or () if m in self._keys]
        own = held.get(parsed.channel, []) if parsed.channel else []
        reply = None
        if parsed.has_reply:
            answers = [self._keys[m] for m in parsed.reply_messages or () if m in self._keys]
            elsewhere = held.get(parsed.reply_channel, []) if parsed.reply_channel else []
            channel = names.get(parsed.reply_channel) if parsed.reply_channel else None
            reply = Reply(
                tuple(answers if parsed.reply_messages is not None else elsewhere), channel, parsed.reply_address
            )
        messages = tuple(listed if parsed.messages is not None else own)
        name = names.get(parsed.channel, "") if parsed.channel else ""
        return replace(parsed.operation, channel=name, messages=messages, reply=reply)

    def _channel(self, parsed: ParsedChannel, held: list[str], operations: Sequence[ChannelOperation]) -> Channel:
        """A channel that no operation names carries its messages both ways."""
        receives = [m for o in operations if o.action == "receive" for m in o.messages]
        sends = [m for o in operations if o.action == "send" for m in o.messages]
        for o in operations:  # a reply on the same channel goes the other way
            if o.reply and o.reply.channel in (None, parsed.key):
                (sends if o.action == "receive" else receives).extend(o.reply.messages)
        if not operations:
            receives = sends = held
        receives, sends = list(dict.fromkeys(receives)), list(dict.fromkeys(sends))
        member = self._discriminator([*receives, *sends])
        for key in [*receives, *sends]:
            self.by_key[key] = replace(self.by_key[key], tag=self._tag(key, member) if member else MISSING)
        return Channel(
            key=parsed.key,
            words=parsed.words,
            address=parsed.address,
            parameters=tuple(self._parameters(parsed)),
            messages=tuple(held),
            receives=tuple(receives),
            sends=tuple(sends),
            receives_type=self._union(parsed, "receives", receives, member),
            sends_type=self._union(parsed, "sends", sends, member),
            discriminator=member,
            websocket=parsed.websocket,
            operations=tuple(o.id for o in operations),
            doc=parsed.doc,
            position=parsed.position,
            extensions=parsed.extensions,
            security=parsed.security or tuple(dict.fromkeys(use for o in operations for use in o.security)),
        )

    def _parameters(self, parsed: ParsedChannel) -> Iterable[Parameter]:
        """The address's parameters, which are text, and the members of the WebSocket binding's query."""
        for name, doc, values, default in parsed.parameters:
            schema: JSON = {"type": "string", **({"enum": list(values)} if values else {})}
            payload = Payload(Scalar(ScalarKind.STRING), schema, parsed.position)
            yield Parameter(
                name, words(name), "path", True, payload, "simple", False, False, None, default, doc, parsed.position
            )
        if parsed.query is None:
            return
        query = self._positions.payload(parsed.query)
        found = self._types.get(query.type.name) if isinstance(query.type, Ref) else None
        for p in found.properties if isinstance(found, ObjectType) else ():
            schema = query.schema.get("properties", {}).get(p.wire, True) if isinstance(query.schema, dict) else True
            payload = Payload(p.type, schema, p.position)
            yield Parameter(
                p.wire, p.words, "query", p.required, payload, "form", True, False, None, p.default, p.doc, p.position
            )

    def _discriminator(self, keys: Sequence[str]) -> str | None:
        """The member that is a different text constant in every message."""
        members = [name for name, _ in self._constants(keys[0])] if keys else []
        for name in sorted(members, key=lambda n: (n not in ("type", "kind", "event"), members.index(n))):
            tags = {key: self._tag(key, name) for key in dict.fromkeys(keys)}
            if all(isinstance(t, str) and not isinstance(t, Missing) for t in tags.values()) and len(
                set(tags.values())
            ) == len(tags):
                return name
        return None

    def _constants(self, key: str) -> list[tuple[str, JSON]]:
        kind = self.by_key[key].payload.type
        found = self._types.get(kind.name) if isinstance(kind, Ref) else None
        listed = found.properties if isinstance(found, ObjectType) else ()
        return [(p.wire, p.type.value) for p in listed if p.required and isinstance(p.type, Const)]

    def _tag(self, key: str, member: str) -> JSON | Missing:
        return dict(self._constants(key)).get(member, MISSING)

    def _union(self, parsed: ParsedChannel, way: str, keys: Sequence[str], member: str | None) -> Payload | None:
        """One type for everything that goes one way; declared when there are several messages."""
        if not keys:
            return None
        if len(keys) == 1:
            return self.by_key[keys[0]].payload
        found = [self.by_key[key] for key in keys]
        schema = {"anyOf": [m.payload.schema for m in found]}
        if any(isinstance(m.payload.type, AnyJson) for m in found):
            return Payload(AnyJson(), schema, parsed.position)
        distinct = {m.payload.type: m for m in found}
        cases = tuple(
            UnionCase(m.words, kind, (m.tag,) if member and m.tag is not MISSING else (), Probe(()), m.doc)
            for kind, m in distinct.items()
        )
        if len(cases) == 1:
            return Payload(cases[0].type, schema, parsed.position)
        place = self._names.place(parsed.at, f"{parsed.key} {way}")
        [label] = self._names.settle(TYPES, [(place, (*parsed.words, way))])
        name = pascal(label)
        self._types[name] = UnionType(name, label, cases, member, parsed.doc, parsed.position)
        return Payload(Ref(name), schema, parsed.position)


def _keys(parsed: Sequence[ParsedMessage], names: Names) -> dict[At, str]:
    """The contract's own key, with its channel in front where two messages share one; who had one keeps it."""
    pins, given = names.pins.get(MESSAGES, {}), names.given.setdefault(MESSAGES, {})
    pinned = {m.at: pins.get(names.place(m.at)) for m in parsed}
    result = {m.at: old for m in parsed if (old := pinned[m.at]) and _is_of(old, m.key)}
    taken = {key.lower() for key in result.values()}
    for message in sorted(parsed, key=lambda m: names.place(m.at)):
        if message.at in result:
            continue
        key = message.key
        if key.lower() in taken:
            tokens = message.at.pointer.split("/")
            key = f"{tokens[2]}.{key}" if len(tokens) > 3 else key
        base, number = key, 2
        while key.lower() in taken:
            key, number = f"{base}{number}", number + 1
        taken.add(key.lower())
        result[message.at] = key
    given |= {names.place(at): key for at, key in result.items()}
    return result


def _is_of(pinned: str, key: str) -> bool:
    """Whether a name of names.lock is the message's key, with a channel in front or a number behind at most."""
    return pinned.rstrip("0123456789").endswith(key.rstrip("0123456789"))
