"""Rules about AsyncAPI: channels, what is done on them, messages, replies and the WebSocket binding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import Channel, ChannelOperation, Message
from codegen.diff.pair import Pair, channel_said
from codegen.diff.rule import Direction, Found, Level, Rule, Source
from codegen.diff.schema.terms import bare

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_IN, _OUT = Direction.RECEIVES, Direction.SENDS
_GONE = Source("code that names it", "code that names it", "code that names it")
_NAME = Source("the name is made of it", "the name is made of it", "the name is made of it")
_CASE = Source("the union has another member", "an enum case: an exhaustive switch", "a union member: narrowing")


def _channels(removed: bool) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for c, d in pair.channels:
            only = (c if not d else None) if removed else (d if not c else None)
            if only:
                at, to = (only.position, None) if removed else (None, only.position)
                yield pair.found(f"{channel_said(only)} is {'gone' if removed else 'new'}", at, to, channel_said(only))

    return check


def _channel(test: Callable[[Channel, Channel], str], *keyword: str) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for c, d in pair.channels:
            message = test(c, d) if c and d else ""
            if message and c and d:
                at, to = pair.old.written(c.position, *keyword), pair.new.written(d.position, *keyword)
                yield Found(message, pair.old.position(at), pair.new.position(to), (channel_said(d),))

    return check


def _renamed(c: Channel, d: Channel) -> str:
    return f"channel {c.key} is called {d.key} now" if c.key != d.key else ""


def _address(c: Channel, d: Channel) -> str:
    return f"address {c.address} -> {d.address}" if c.address != d.address else ""


def _discriminator(c: Channel, d: Channel) -> str:
    differs = c.discriminator != d.discriminator and c.discriminator is not None
    return f"messages are told apart by {d.discriminator or 'nothing'}, not by {c.discriminator}" if differs else ""


def _described(c: Channel, d: Channel) -> str:
    return "its title or description changed" if c.doc != d.doc else ""


def _binding(c: Channel, d: Channel) -> str:
    """Of the binding all but its query, which is parameters, and its headers."""
    if c.websocket is None or d.websocket is None:
        return "" if c.websocket == d.websocket else f"it is {'a' if d.websocket is not None else 'no'} WebSocket now"
    before, after = (str(binding.get("method", "GET")) for binding in (c.websocket, d.websocket))
    return f"the upgrade's method {before} -> {after}" if before != after else ""


def _binding_headers(c: Channel, d: Channel) -> str:
    """The headers that the upgrade must carry; another optional one is nothing to refuse it for."""
    if c.websocket is None or d.websocket is None:
        return ""
    before, after = (bare(binding.get("headers", {})) for binding in (c.websocket, d.websocket))
    if not isinstance(before, dict) or not isinstance(after, dict):
        return "its headers are another" if before != after else ""
    come = sorted(set(after.get("required", ())) - set(before.get("required", ())))
    if come:
        return f"the upgrade needs {', '.join(come)}"
    known = before.get("properties", {})
    rest = [{k: v for k, v in one.items() if k not in ("properties", "required")} for one in (before, after)]
    moved = [name for name, schema in known.items() if after.get("properties", {}).get(name, {}) != schema]
    return f"the upgrade's headers changed: {', '.join(moved)}" if moved or rest[0] != rest[1] else ""


def _close_codes(c: Channel, d: Channel) -> str:
    before, after = (
        {str(code): (e.get("name"), e.get("reconnect")) for code, e in listed.items() if isinstance(e, dict)}
        if isinstance(listed := one.extensions.get("x-close-codes"), dict)
        else {}
        for one in (c, d)
    )
    moved = sorted(code for code, meaning in before.items() if after.get(code) != meaning)
    return f"close codes changed: {', '.join(moved)}" if moved else ""


def _operations(removed: bool) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for o, n in pair.channel_operations:
            only = (o if not n else None) if removed else (n if not o else None)
            if only:
                at, to = (only.position, None) if removed else (None, only.position)
                words = f"operation {only.id} ({only.action}) is {'gone' if removed else 'new'}"
                yield pair.found(words, at, to, f"channel {only.channel}")

    return check


def _operation(
    test: Callable[[ChannelOperation, ChannelOperation], str], *keyword: str
) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for o, n in pair.channel_operations:
            message = test(o, n) if o and n else ""
            if message and o and n and not (keyword == ("channel",) and _same_channel(pair, o.channel, n.channel)):
                at, to = pair.old.written(o.position, *keyword), pair.new.written(n.position, *keyword)
                yield Found(
                    f"operation {n.id}: {message}",
                    pair.old.position(at),
                    pair.new.position(to),
                    (f"channel {n.channel}",),
                )

    return check


def _same_channel(pair: Pair, old: str, new: str) -> bool:
    """Whether the channel only has another name."""
    return any(c and d and c.key == old and d.key == new for c, d in pair.channels)


def _operation_renamed(o: ChannelOperation, n: ChannelOperation) -> str:
    return f"it was {o.id}" if o.id != n.id else ""


def _turned(o: ChannelOperation, n: ChannelOperation) -> str:
    return f"action {o.action} -> {n.action}" if o.action != n.action else ""


def _operation_channel(o: ChannelOperation, n: ChannelOperation) -> str:
    return f"channel {o.channel} -> {n.channel}" if o.channel != n.channel else ""


def _reply_removed(o: ChannelOperation, n: ChannelOperation) -> str:
    return "it is no longer answered" if o.reply and not n.reply else ""


def _reply_added(o: ChannelOperation, n: ChannelOperation) -> str:
    return "it is answered now" if n.reply and not o.reply else ""


def _reply_place(o: ChannelOperation, n: ChannelOperation) -> str:
    if not o.reply or not n.reply:
        return ""
    before, after = ((r.channel, r.address) for r in (o.reply, n.reply))
    return f"the answer comes on {_at(before)} -> {_at(after)}" if before != after else ""


def _at(place: tuple[str | None, str | None]) -> str:
    return " ".join(filter(None, place)) or "the same channel"


def _reply_messages(added: bool) -> Callable[[ChannelOperation, ChannelOperation], str]:
    def test(o: ChannelOperation, n: ChannelOperation) -> str:
        before, after = (set(r.messages) if r else set() for r in (o.reply, n.reply))
        found = sorted(after - before if added else before - after) if o.reply and n.reply else []
        return f"{', '.join(found)} {'may' if added else 'can no longer'} be the answer" if found else ""

    return test


def _messages(removed: bool, direction: Direction) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for c, d, m, n, way in pair.messages:
            only = (m if not n else None) if removed else (n if not m else None)
            if only and way is direction:
                at = only.position if removed else c.position
                to = d.position if removed else only.position
                words = f"message {only.key} is {'no longer' if removed else 'now'} {direction.value}"
                yield pair.found(words, at, to, channel_said(d))

    return check


def _message(test: Callable[[Message, Message], str], *keyword: str) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        told = set()
        for _, d, m, n, _ in pair.messages:
            message = test(m, n) if m and n else ""
            if message and m and n and (m.key, n.key) not in told:
                told.add((m.key, n.key))
                at, to = pair.old.written(m.position, *keyword), pair.new.written(n.position, *keyword)
                yield Found(
                    f"message {n.key}: {message}", pair.old.position(at), pair.new.position(to), (channel_said(d),)
                )

    return check


def _message_renamed(m: Message, n: Message) -> str:
    return f"it was {m.key}" if m.key != n.key else ""


def _content_type(m: Message, n: Message) -> str:
    return f"contentType {m.content_type} -> {n.content_type}" if m.content_type != n.content_type else ""


def _correlation(m: Message, n: Message) -> str:
    differs = m.correlation != n.correlation
    return f"correlationId {m.correlation or 'none'} -> {n.correlation or 'none'}" if differs else ""


def _tag(m: Message, n: Message) -> str:
    return f"its tag {m.tag!s} is {n.tag!s} now" if m.tag != n.tag else ""


def _headers_added(m: Message, n: Message) -> str:
    return "it has headers now" if n.headers and not m.headers else ""


def _headers_removed(m: Message, n: Message) -> str:
    return "it has no headers now" if m.headers and not n.headers else ""


def _message_deprecated(m: Message, n: Message) -> str:
    return "it is deprecated" if n.doc.deprecated and not m.doc.deprecated else ""


def _message_described(m: Message, n: Message) -> str:
    before, after = ((x.doc.summary, x.doc.description) for x in (m, n))
    return "its words changed" if before != after else ""


RULES = (
    Rule("channel-removed", W, "a channel is removed", "nobody answers there", _channels(True), source=_GONE),
    Rule("channel-added", D, "a channel is added", "there is another one", _channels(False)),
    Rule(
        "channel-renamed",
        S,
        "a channel has another key",
        "its type is named after it",
        _channel(_renamed),
        source=_NAME,
    ),
    Rule(
        "channel-address-changed",
        W,
        "a channel's address is another",
        "nobody answers at the old one",
        _channel(_address, "address"),
    ),
    Rule(
        "channel-discriminator-changed",
        W,
        "messages are told apart by another member",
        "readers look for the old one",
        _channel(_discriminator),
    ),
    Rule(
        "channel-description-changed", D, "a channel's words change", "people read something else", _channel(_described)
    ),
    Rule(
        "websocket-changed",
        W,
        "the WebSocket binding is another",
        "the upgrade is refused",
        _channel(_binding, "bindings", "ws"),
    ),
    Rule(
        "websocket-headers-changed",
        W,
        "the upgrade needs other headers",
        "the upgrade is refused",
        _channel(_binding_headers, "bindings", "ws", "headers"),
    ),
    Rule(
        "close-codes-changed",
        W,
        "a close code goes, or means something else",
        "who tells closes apart by it is misled",
        _channel(_close_codes, "x-close-codes"),
        source=_GONE,
    ),
    Rule(
        "channel-operation-removed",
        W,
        "an operation of a channel is removed",
        "what peers send is ignored, or they wait in vain",
        _operations(True),
        source=_GONE,
    ),
    Rule(
        "channel-operation-added",
        D,
        "an operation of a channel is added",
        "there is something new to do",
        _operations(False),
    ),
    Rule(
        "channel-operation-renamed",
        S,
        "an operation of a channel has another id",
        "its method is named after it",
        _operation(_operation_renamed),
        source=_NAME,
    ),
    Rule(
        "action-turned",
        W,
        "send becomes receive, or the reverse",
        "both sides wait, or both talk",
        _operation(_turned, "action"),
    ),
    Rule(
        "operation-channel-changed",
        W,
        "an operation is on another channel",
        "peers are on the old one",
        _operation(_operation_channel, "channel"),
    ),
    Rule(
        "reply-removed",
        W,
        "a message is no longer answered",
        "who asks waits in vain",
        _operation(_reply_removed, "reply"),
    ),
    Rule(
        "reply-added", D, "a message is answered", "there is something new to read", _operation(_reply_added, "reply")
    ),
    Rule(
        "reply-place-changed", W, "answers come elsewhere", "who asks waits in vain", _operation(_reply_place, "reply")
    ),
    Rule(
        "reply-message-removed",
        S,
        "an answer is removed",
        "code that handles it has lost its type",
        _operation(_reply_messages(False), "reply"),
        source=_CASE,
    ),
    Rule(
        "reply-message-added",
        W,
        "an answer is added",
        "who asks does not know it",
        _operation(_reply_messages(True), "reply"),
        source=_CASE,
    ),
    Rule(
        "received-message-removed",
        W,
        "a message is no longer received",
        "peers that send it are ignored",
        _messages(True, _IN),
        _IN,
        _GONE,
    ),
    Rule(
        "received-message-added",
        D,
        "another message is received",
        "there is something new to say",
        _messages(False, _IN),
        _IN,
    ),
    Rule(
        "sent-message-removed",
        S,
        "a message is no longer sent",
        "code that handles it has lost its type",
        _messages(True, _OUT),
        _OUT,
        _CASE,
    ),
    Rule(
        "sent-message-added",
        W,
        "another message is sent",
        "readers do not know it",
        _messages(False, _OUT),
        _OUT,
        _CASE,
    ),
    Rule(
        "message-renamed",
        S,
        "a message has another key",
        "its type is named after it",
        _message(_message_renamed),
        source=_NAME,
    ),
    Rule(
        "message-content-type-changed",
        W,
        "a message's content type is another",
        "it is read as something else",
        _message(_content_type, "contentType"),
    ),
    Rule(
        "message-correlation-changed",
        W,
        "a correlation id lies elsewhere",
        "answers find nobody",
        _message(_correlation, "correlationId"),
    ),
    Rule(
        "message-tag-changed",
        W,
        "the constant that tells a message is another",
        "it is taken for another message",
        _message(_tag),
        source=_CASE,
    ),
    Rule(
        "message-headers-added",
        W,
        "a message gains headers",
        "messages without them may be refused",
        _message(_headers_added, "headers"),
    ),
    Rule(
        "message-headers-removed",
        W,
        "a message loses its headers",
        "readers miss them",
        _message(_headers_removed, "headers"),
    ),
    Rule(
        "message-deprecated",
        D,
        "a message is deprecated",
        "people should stop to use it",
        _message(_message_deprecated, "deprecated"),
    ),
    Rule(
        "message-description-changed",
        D,
        "a message's words change",
        "people read something else",
        _message(_message_described),
    ),
)
