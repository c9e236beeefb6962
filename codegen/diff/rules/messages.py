"""Rules about messages: that they are sent or received, and what identifies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import Message
from codegen.diff.model import Change, Direction, Level
from codegen.diff.pair import VersionPair, channel_said
from codegen.diff.rule import DiffRule, everywhere

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_IN, _OUT = Direction.RECEIVES, Direction.SENDS
_GONE = everywhere("code that refers to it")
_NAME = everywhere("the generated name changes")
_CASE = {
    "python": "the union changes",
    "swift": "exhaustive switches",
    "typescript": "exhaustive narrowing",
}


def _messages(removed: bool, direction: Direction) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for c, d, m, n, way in pair.messages:
            only = (m if not n else None) if removed else (n if not m else None)
            if only and way is direction:
                at = only.position if removed else c.position
                to = d.position if removed else only.position
                words = f"message {only.key} is {'no longer' if removed else 'now'} {direction.value}"
                yield pair.change(words, at, to, channel_said(d))

    return check


def _message(test: Callable[[Message, Message], str], *keyword: str) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        reported = set()
        for _, d, m, n, _ in pair.messages:
            message = test(m, n) if m and n else ""
            if message and m and n and (m.key, n.key) not in reported:
                reported.add((m.key, n.key))
                at, to = pair.old.written(m.position, *keyword), pair.new.written(n.position, *keyword)
                yield Change(
                    f"message {n.key}: {message}", pair.old.position(at), pair.new.position(to), (channel_said(d),)
                )

    return check


def _message_renamed(m: Message, n: Message) -> str:
    return f"renamed from {m.key}" if m.key != n.key else ""


def _content_type(m: Message, n: Message) -> str:
    return f"contentType {m.content_type} -> {n.content_type}" if m.content_type != n.content_type else ""


def _correlation(m: Message, n: Message) -> str:
    differs = m.correlation != n.correlation
    return f"correlationId {m.correlation or 'none'} -> {n.correlation or 'none'}" if differs else ""


def _tag(m: Message, n: Message) -> str:
    return f"its tag changed from {m.tag!s} to {n.tag!s}" if m.tag != n.tag else ""


def _headers_added(m: Message, n: Message) -> str:
    return "headers were added" if n.headers and not m.headers else ""


def _headers_removed(m: Message, n: Message) -> str:
    return "its headers were removed" if m.headers and not n.headers else ""


def _message_deprecated(m: Message, n: Message) -> str:
    return "it was deprecated" if n.doc.deprecated and not m.doc.deprecated else ""


def _message_described(m: Message, n: Message) -> str:
    before, after = ((x.doc.summary, x.doc.description) for x in (m, n))
    return "its summary or description changed" if before != after else ""


RULES = (
    DiffRule(
        "received-message-removed",
        W,
        "a received message is removed",
        "what peers send is ignored",
        _messages(True, _IN),
        _IN,
        _GONE,
    ),
    DiffRule(
        "received-message-added",
        D,
        "a received message is added",
        "clients may send it",
        _messages(False, _IN),
        _IN,
    ),
    DiffRule(
        "sent-message-removed",
        S,
        "a sent message is removed",
        "code that handles it loses its type",
        _messages(True, _OUT),
        _OUT,
        _CASE,
    ),
    DiffRule(
        "sent-message-added",
        W,
        "a sent message is added",
        "readers do not know it",
        _messages(False, _OUT),
        _OUT,
        _CASE,
    ),
    DiffRule(
        "message-renamed",
        S,
        "a message's key changes",
        "the type is named after it",
        _message(_message_renamed),
        effects=_NAME,
    ),
    DiffRule(
        "message-content-type-changed",
        W,
        "a message's content type changes",
        "it is decoded differently",
        _message(_content_type, "contentType"),
    ),
    DiffRule(
        "message-correlation-changed",
        W,
        "the location of a correlation id changes",
        "replies cannot be matched to requests",
        _message(_correlation, "correlationId"),
    ),
    DiffRule(
        "message-tag-changed",
        W,
        "the constant that identifies a message changes",
        "it is decoded as another message",
        _message(_tag),
        effects=_CASE,
    ),
    DiffRule(
        "message-headers-added",
        W,
        "headers are added to a message",
        "messages without them may be rejected",
        _message(_headers_added, "headers"),
    ),
    DiffRule(
        "message-headers-removed",
        W,
        "the headers of a message are removed",
        "readers rely on them",
        _message(_headers_removed, "headers"),
    ),
    DiffRule(
        "message-deprecated",
        D,
        "a message is deprecated",
        "it should no longer be used",
        _message(_message_deprecated, "deprecated"),
    ),
    DiffRule(
        "message-description-changed",
        D,
        "a message's summary or description changes",
        "only documentation changes",
        _message(_message_described),
    ),
)
