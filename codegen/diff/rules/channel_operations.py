"""Rules about operations of channels: actions and replies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import ChannelOperation
from codegen.diff.model import Change, Level
from codegen.diff.pair import VersionPair
from codegen.diff.rule import DiffRule, everywhere

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_GONE = everywhere("code that refers to it")
_NAME = everywhere("the generated name changes")
_CASE = {
    "python": "the union changes",
    "swift": "exhaustive switches",
    "typescript": "exhaustive narrowing",
}


def _operations(removed: bool) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for o, n in pair.channel_operations:
            only = (o if not n else None) if removed else (n if not o else None)
            if only:
                at, to = (only.position, None) if removed else (None, only.position)
                words = f"operation {only.id} ({only.action}) was {'removed' if removed else 'added'}"
                yield pair.change(words, at, to, f"channel {only.channel}")

    return check


def _operation(
    test: Callable[[ChannelOperation, ChannelOperation], str], *keyword: str
) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for o, n in pair.channel_operations:
            message = test(o, n) if o and n else ""
            if message and o and n and not (keyword == ("channel",) and _same_channel(pair, o.channel, n.channel)):
                at, to = pair.old.written(o.position, *keyword), pair.new.written(n.position, *keyword)
                yield Change(
                    f"operation {n.id}: {message}",
                    pair.old.position(at),
                    pair.new.position(to),
                    (f"channel {n.channel}",),
                )

    return check


def _same_channel(pair: VersionPair, old: str, new: str) -> bool:
    """Whether the channel was only renamed."""
    return any(c and d and c.key == old and d.key == new for c, d in pair.channels)


def _operation_renamed(o: ChannelOperation, n: ChannelOperation) -> str:
    return f"renamed from {o.id}" if o.id != n.id else ""


def _turned(o: ChannelOperation, n: ChannelOperation) -> str:
    return f"action {o.action} -> {n.action}" if o.action != n.action else ""


def _operation_channel(o: ChannelOperation, n: ChannelOperation) -> str:
    return f"channel {o.channel} -> {n.channel}" if o.channel != n.channel else ""


def _reply_removed(o: ChannelOperation, n: ChannelOperation) -> str:
    return "its reply was removed" if o.reply and not n.reply else ""


def _reply_added(o: ChannelOperation, n: ChannelOperation) -> str:
    return "a reply was added" if n.reply and not o.reply else ""


def _reply_place(o: ChannelOperation, n: ChannelOperation) -> str:
    if not o.reply or not n.reply:
        return ""
    before, after = ((r.channel, r.address) for r in (o.reply, n.reply))
    return f"the reply moved from {_at(before)} to {_at(after)}" if before != after else ""


def _at(place: tuple[str | None, str | None]) -> str:
    return " ".join(filter(None, place)) or "the same channel"


def _reply_messages(added: bool) -> Callable[[ChannelOperation, ChannelOperation], str]:
    def test(o: ChannelOperation, n: ChannelOperation) -> str:
        before, after = (set(r.messages) if r else set() for r in (o.reply, n.reply))
        changed = sorted(after - before if added else before - after) if o.reply and n.reply else []
        return f"{', '.join(changed)} was {'added to' if added else 'removed from'} the replies" if changed else ""

    return test


RULES = (
    DiffRule(
        "channel-operation-removed",
        W,
        "an operation of a channel is removed",
        "peers send what is ignored, or wait for what never arrives",
        _operations(True),
        effects=_GONE,
    ),
    DiffRule(
        "channel-operation-added",
        D,
        "an operation of a channel is added",
        "peers may use it",
        _operations(False),
    ),
    DiffRule(
        "channel-operation-renamed",
        S,
        "the id of a channel operation changes",
        "the method is named after it",
        _operation(_operation_renamed),
        effects=_NAME,
    ),
    DiffRule(
        "action-turned",
        W,
        "an action changes between send and receive",
        "both sides wait, or both send",
        _operation(_turned, "action"),
    ),
    DiffRule(
        "operation-channel-changed",
        W,
        "an operation moves to another channel",
        "peers use the old channel",
        _operation(_operation_channel, "channel"),
    ),
    DiffRule(
        "reply-removed",
        W,
        "a reply is removed",
        "requesters wait for a reply that never arrives",
        _operation(_reply_removed, "reply"),
    ),
    DiffRule("reply-added", D, "a reply is added", "readers may use it", _operation(_reply_added, "reply")),
    DiffRule(
        "reply-place-changed",
        W,
        "the channel or address of a reply changes",
        "requesters wait for a reply that never arrives",
        _operation(_reply_place, "reply"),
    ),
    DiffRule(
        "reply-message-removed",
        S,
        "a reply message is removed",
        "code that handles it loses its type",
        _operation(_reply_messages(False), "reply"),
        effects=_CASE,
    ),
    DiffRule(
        "reply-message-added",
        W,
        "a reply message is added",
        "requesters do not know it",
        _operation(_reply_messages(True), "reply"),
        effects=_CASE,
    ),
)
