"""Rules about messages: that they are sent or received, and how they are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import Message
from codegen.diff.model import Change, Direction, Level
from codegen.diff.pair import VersionPair, channel_said
from codegen.diff.rule import DiffRule, everywhere

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_IN, _OUT = Direction.RECEIVES, Direction.SENDS
_GONE = everywhere("code that names it")
_NAME = everywhere("the name is made of it")
_CASE = {
    "python": "the union has another member",
    "swift": "an enum case: an exhaustive switch",
    "typescript": "a union member: narrowing",
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
        told = set()
        for _, d, m, n, _ in pair.messages:
            message = test(m, n) if m and n else ""
            if message and m and n and (m.key, n.key) not in told:
                told.add((m.key, n.key))
                at, to = pair.old.written(m.position, *keyword), pair.new.written(n.position, *keyword)
                yield Change(
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
    DiffRule(
        "received-message-removed",
        W,
        "a message is no longer received",
        "peers that send it are ignored",
        _messages(True, _IN),
        _IN,
        _GONE,
    ),
    DiffRule(
        "received-message-added",
        D,
        "another message is received",
        "there is something new to say",
        _messages(False, _IN),
        _IN,
    ),
    DiffRule(
        "sent-message-removed",
        S,
        "a message is no longer sent",
        "code that handles it has lost its type",
        _messages(True, _OUT),
        _OUT,
        _CASE,
    ),
    DiffRule(
        "sent-message-added",
        W,
        "another message is sent",
        "readers do not know it",
        _messages(False, _OUT),
        _OUT,
        _CASE,
    ),
    DiffRule(
        "message-renamed",
        S,
        "a message has another key",
        "its type is named after it",
        _message(_message_renamed),
        effects=_NAME,
    ),
    DiffRule(
        "message-content-type-changed",
        W,
        "a message's content type is another",
        "it is read as something else",
        _message(_content_type, "contentType"),
    ),
    DiffRule(
        "message-correlation-changed",
        W,
        "a correlation id lies elsewhere",
        "answers find nobody",
        _message(_correlation, "correlationId"),
    ),
    DiffRule(
        "message-tag-changed",
        W,
        "the constant that tells a message is another",
        "it is taken for another message",
        _message(_tag),
        effects=_CASE,
    ),
    DiffRule(
        "message-headers-added",
        W,
        "a message gains headers",
        "messages without them may be refused",
        _message(_headers_added, "headers"),
    ),
    DiffRule(
        "message-headers-removed",
        W,
        "a message loses its headers",
        "readers miss them",
        _message(_headers_removed, "headers"),
    ),
    DiffRule(
        "message-deprecated",
        D,
        "a message is deprecated",
        "people should stop to use it",
        _message(_message_deprecated, "deprecated"),
    ),
    DiffRule(
        "message-description-changed",
        D,
        "a message's words change",
        "people read something else",
        _message(_message_described),
    ),
)
