"""Rules about bodies: presence, media types, encoding of form members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import Media, Part
from codegen.diagnostics import Position
from codegen.diff.model import Change, Direction, Level
from codegen.diff.pair import Exchange, VersionPair, media, responses
from codegen.diff.rule import DiffRule, everywhere

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_IN, _OUT = Direction.RECEIVES, Direction.SENDS
_GONE = everywhere("code that refers to it")
_RESULT = {
    "python": "the result's union changes",
    "swift": "exhaustive switches over the result",
    "typescript": "the result's union changes",
}
_BODY = everywhere("calls must pass a body")
Content = tuple[str, str, Direction, tuple[Media, ...], tuple[Media, ...], Position, Position]


def contents(pair: VersionPair) -> Iterator[Content]:
    """Every place with media types: (use, label, direction, old, new, positions)."""
    for x in pair.exchanges:
        if x.old.body and x.new.body:
            at, to = _body_place(pair, x)
            yield x.use, "body", x.inward, x.old.body.content, x.new.body.content, at, to
        for r, s in responses(x):
            if r and s:
                yield x.use, s.status, x.outward, r.content, s.content, r.position, s.position


def _body_place(pair: VersionPair, x: Exchange) -> tuple[Position, Position]:
    return (
        pair.old.library.position(pair.old.written(x.old.position, "requestBody")),
        pair.new.library.position(pair.new.written(x.new.position, "requestBody")),
    )


def _media(removed: bool, direction: Direction) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for use, label, way, old, new, at, to in contents(pair):
            for m, n in media(old, new) if way is direction else ():
                only = (m if not n else None) if removed else (n if not m else None)
                if only:
                    tokens = ("content", only.content_type)
                    here = pair.old.written(at, *tokens)
                    there = pair.new.written(to, *tokens)
                    words = f"{label}: {only.content_type} was {'removed' if removed else 'added'}"
                    yield Change(
                        words,
                        pair.old.position(here),
                        pair.new.position(there),
                        (use,),
                    )

    return check


def _bodies(
    test: Callable[[Exchange], str], direction: Direction | None = None
) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for x in pair.exchanges:
            message = test(x) if direction in (None, x.inward) else ""
            if message:
                at, to = _body_place(pair, x)
                yield pair.change(message, at, to, x.use)

    return check


def _required_added(x: Exchange) -> str:
    return "a required body was added" if x.new.body and not x.old.body and x.new.body.required else ""


def _added(x: Exchange) -> str:
    return "an optional body was added" if x.new.body and not x.old.body and not x.new.body.required else ""


def _sent_added(x: Exchange) -> str:
    return "a body was added" if x.new.body and not x.old.body else ""


def _removed(x: Exchange) -> str:
    return "the body was removed" if x.old.body and not x.new.body else ""


def _required(x: Exchange) -> str:
    return "the body became required" if x.old.body and x.new.body and x.new.body.required > x.old.body.required else ""


def _optional(x: Exchange) -> str:
    return "the body became optional" if x.old.body and x.new.body and x.new.body.required < x.old.body.required else ""


def _parts(pair: VersionPair) -> Iterator[Change]:
    """Form and multipart members whose encoding changed."""
    for use, label, _, old, new, at, to in contents(pair):
        for m, n in media(old, new):
            before = {part.wire: part for part in m.parts} if m else {}
            for part in n.parts if n else ():
                other = before.get(part.wire)
                if other is None or (other.content_type, other.style, other.explode) == (
                    part.content_type,
                    part.style,
                    part.explode,
                ):
                    continue
                words = f"{label}: the encoding of {part.wire} changed from {_spelled(other)} to {_spelled(part)}"
                tokens = ("content", n.content_type if n else "", "encoding", part.wire)
                here, there = pair.old.written(at, *tokens), pair.new.written(to, *tokens)
                yield Change(words, pair.old.position(here), pair.new.position(there), (use,))


def _spelled(part: Part) -> str:
    return f"as {part.content_type}, {part.style}{' exploded' if part.explode else ''}"


RULES = (
    DiffRule(
        "required-body-added",
        W,
        "a required body is added",
        "requests without it are rejected",
        _bodies(_required_added, _IN),
        _IN,
        _BODY,
    ),
    DiffRule("body-added", D, "an optional body is added", "clients may send it", _bodies(_added, _IN), _IN),
    DiffRule(
        "body-removed",
        W,
        "a request body is removed",
        "what clients send is ignored",
        _bodies(_removed, _IN),
        _IN,
        _GONE,
    ),
    DiffRule(
        "body-required",
        W,
        "a body becomes required",
        "requests without it are rejected",
        _bodies(_required, _IN),
        _IN,
        _BODY,
    ),
    DiffRule(
        "body-optional",
        S,
        "a body becomes optional",
        "handlers must accept its absence",
        _bodies(_optional, _IN),
        _IN,
        {"python": "the handler may get None"},
    ),
    DiffRule(
        "sent-body-added",
        D,
        "a body is added to a webhook or callback",
        "readers may use it",
        _bodies(_sent_added, _OUT),
        _OUT,
    ),
    DiffRule(
        "sent-body-removed",
        W,
        "the body of a webhook or callback is removed",
        "subscribers expect it",
        _bodies(_removed, _OUT),
        _OUT,
        _GONE,
    ),
    DiffRule(
        "sent-body-optional",
        W,
        "a webhook's body becomes optional",
        "subscribers expect it",
        _bodies(_optional, _OUT),
        _OUT,
    ),
    DiffRule(
        "received-media-type-removed",
        W,
        "a request media type is removed",
        "bodies of that type are rejected",
        _media(True, _IN),
        _IN,
        _GONE,
    ),
    DiffRule(
        "received-media-type-added",
        D,
        "a request media type is added",
        "clients may use it",
        _media(False, _IN),
        _IN,
    ),
    DiffRule(
        "sent-media-type-removed",
        W,
        "a response media type is removed",
        "clients that accept only that type are refused",
        _media(True, _OUT),
        _OUT,
        _GONE,
    ),
    DiffRule(
        "sent-media-type-added",
        S,
        "a response media type is added",
        "a result may have another type",
        _media(False, _OUT),
        _OUT,
        _RESULT,
    ),
    DiffRule("part-encoding-changed", W, "the encoding of a form member changes", "it is decoded differently", _parts),
)
