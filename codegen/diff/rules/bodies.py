"""Rules about bodies and answers: media types, parts, statuses, headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import Header, Media, Part, Response
from codegen.diagnostics import Position
from codegen.diff.pair import Exchange, Pair, headers, media, responses
from codegen.diff.rule import Direction, Found, Level, Rule, Source

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_IN, _OUT = Direction.RECEIVES, Direction.SENDS
_GONE = Source("code that names it", "code that names it", "code that names it")
_RESULT = Source("the result's union", "a case of the result: an exhaustive switch", "the result's union")
_BODY = Source("calls must pass a body", "calls must pass a body", "calls must pass a body")

Content = tuple[str, str, Direction, tuple[Media, ...], tuple[Media, ...], Position, Position]


def contents(pair: Pair) -> Iterator[Content]:
    """Every place with media types: (use, label, direction, old, new, where it stands)."""
    for x in pair.exchanges:
        if x.old.body and x.new.body:
            at, to = _body_place(pair, x)
            yield x.use, "body", x.inward, x.old.body.content, x.new.body.content, at, to
        for r, s in responses(x):
            if r and s:
                yield x.use, s.status, x.outward, r.content, s.content, r.position, s.position


def _body_place(pair: Pair, x: Exchange) -> tuple[Position, Position]:
    return (
        pair.old.library.position(pair.old.written(x.old.position, "requestBody")),
        pair.new.library.position(pair.new.written(x.new.position, "requestBody")),
    )


def _media(removed: bool, direction: Direction) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for use, label, way, old, new, at, to in contents(pair):
            for m, n in media(old, new) if way is direction else ():
                only = (m if not n else None) if removed else (n if not m else None)
                if only:
                    tokens = ("content", only.content_type)
                    here = pair.old.written(at, *tokens)
                    there = pair.new.written(to, *tokens)
                    words = f"{label}: {only.content_type} is {'gone' if removed else 'new'}"
                    yield Found(
                        words,
                        pair.old.position(here),
                        pair.new.position(there),
                        (use,),
                    )

    return check


def _bodies(test: Callable[[Exchange], str], direction: Direction | None = None) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for x in pair.exchanges:
            message = test(x) if direction in (None, x.inward) else ""
            if message:
                at, to = _body_place(pair, x)
                yield pair.found(message, at, to, x.use)

    return check


def _required_added(x: Exchange) -> str:
    return "a body is required, where there was none" if x.new.body and not x.old.body and x.new.body.required else ""


def _added(x: Exchange) -> str:
    return "there may be a body" if x.new.body and not x.old.body and not x.new.body.required else ""


def _sent_added(x: Exchange) -> str:
    return "there is a body now" if x.new.body and not x.old.body else ""


def _removed(x: Exchange) -> str:
    return "the body is gone" if x.old.body and not x.new.body else ""


def _required(x: Exchange) -> str:
    return "the body is required now" if x.old.body and x.new.body and x.new.body.required > x.old.body.required else ""


def _optional(x: Exchange) -> str:
    return "the body is optional now" if x.old.body and x.new.body and x.new.body.required < x.old.body.required else ""


def _parts(pair: Pair) -> Iterator[Found]:
    """Form and multipart members that are written otherwise."""
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
                words = f"{label}: member {part.wire} is written {_spelled(other)} -> {_spelled(part)}"
                tokens = ("content", n.content_type if n else "", "encoding", part.wire)
                here, there = pair.old.written(at, *tokens), pair.new.written(to, *tokens)
                yield Found(words, pair.old.position(here), pair.new.position(there), (use,))


def _spelled(part: Part) -> str:
    return f"as {part.content_type}, {part.style}{' exploded' if part.explode else ''}"


def _statuses(
    removed: bool, direction: Direction, test: Callable[[Response], bool]
) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for x in pair.exchanges:
            for r, s in responses(x) if x.outward is direction else ():
                only = (r if not s else None) if removed else (s if not r else None)
                if only and test(only):
                    place = ("responses", only.status)
                    holder = x.new.position if removed else x.old.position
                    side = pair.new if removed else pair.old
                    other = side.position(side.written(holder, *place))
                    words = f"status {only.status} is {'gone' if removed else 'new'}"
                    own = pair.old if removed else pair.new
                    at = own.position(own.written((x.old if removed else x.new).position, *place))
                    yield Found(words, at if removed else other, other if removed else at, (x.use,))

    return check


def _success(response: Response) -> bool:
    return response.success


def _error(response: Response) -> bool:
    return not response.success


def _header_rows(
    pair: Pair, direction: Direction
) -> Iterator[tuple[str, Response, Response, Header | None, Header | None]]:
    for x in pair.exchanges:
        for r, s in responses(x) if x.outward is direction else ():
            for h, k in headers(r.headers, s.headers) if r and s else ():
                if r and s:
                    yield x.use, r, s, h, k


def _headers(
    test: Callable[[Header | None, Header | None], str], direction: Direction = _OUT
) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        for use, r, s, h, k in _header_rows(pair, direction):
            message = test(h, k)
            if message:
                name = (k or h).wire if (k or h) else ""  # type: ignore[union-attr]
                old = pair.old.position(pair.old.written(r.position, "headers", h.wire if h else name))
                new = pair.new.position(pair.new.written(s.position, "headers", k.wire if k else name))
                yield Found(f"{s.status}: header {name} {message}", old, new, (use,))

    return check


def _required_header_removed(h: Header | None, k: Header | None) -> str:
    return "is gone" if h and h.required and not k else ""


def _header_removed(h: Header | None, k: Header | None) -> str:
    return "is gone" if h and not h.required and not k else ""


def _header_added(h: Header | None, k: Header | None) -> str:
    return "is new" if k and not h else ""


def _header_optional(h: Header | None, k: Header | None) -> str:
    return "is optional now" if h and k and h.required and not k.required else ""


def _header_required(h: Header | None, k: Header | None) -> str:
    return "is required now" if h and k and k.required and not h.required else ""


def _header_exploded(h: Header | None, k: Header | None) -> str:
    return f"explode {str(h.explode).lower()} -> {str(k.explode).lower()}" if h and k and h.explode != k.explode else ""


def _received_header(h: Header | None, k: Header | None) -> str:
    return "is required now" if k and k.required and not (h and h.required) else ""


def _described(pair: Pair) -> Iterator[Found]:
    for x in pair.exchanges:
        for r, s in responses(x):
            if r and s and r.doc.description != s.doc.description:
                at = pair.old.position(pair.old.written(r.position, "description"))
                to = pair.new.position(pair.new.written(s.position, "description"))
                yield Found(f"the description of {s.status} changed", at, to, (x.use,))


RULES = (
    Rule(
        "required-body-added",
        W,
        "a required body is added",
        "calls without it are refused",
        _bodies(_required_added, _IN),
        _IN,
        _BODY,
    ),
    Rule("body-added", D, "an optional body is added", "there is something new to say", _bodies(_added, _IN), _IN),
    Rule(
        "body-removed",
        W,
        "a request body is removed",
        "what is sent there is ignored",
        _bodies(_removed, _IN),
        _IN,
        _GONE,
    ),
    Rule(
        "body-required",
        W,
        "a body becomes required",
        "calls without it are refused",
        _bodies(_required, _IN),
        _IN,
        _BODY,
    ),
    Rule(
        "body-optional",
        S,
        "a body becomes optional",
        "the handler may not get it",
        _bodies(_optional, _IN),
        _IN,
        Source("the handler may get None"),
    ),
    Rule(
        "sent-body-added",
        D,
        "a webhook or callback gains a body",
        "there is something new to read",
        _bodies(_sent_added, _OUT),
        _OUT,
    ),
    Rule(
        "sent-body-removed",
        W,
        "a webhook or callback loses its body",
        "subscribers miss it",
        _bodies(_removed, _OUT),
        _OUT,
        _GONE,
    ),
    Rule(
        "sent-body-optional",
        W,
        "a webhook's body becomes optional",
        "subscribers miss it",
        _bodies(_optional, _OUT),
        _OUT,
    ),
    Rule(
        "received-media-type-removed",
        W,
        "a media type is no longer taken",
        "bodies of it are refused",
        _media(True, _IN),
        _IN,
        _GONE,
    ),
    Rule(
        "received-media-type-added",
        D,
        "another media type is taken",
        "there is another way to say it",
        _media(False, _IN),
        _IN,
    ),
    Rule(
        "sent-media-type-removed",
        W,
        "a media type is no longer sent",
        "who accepts only that gets nothing",
        _media(True, _OUT),
        _OUT,
        _GONE,
    ),
    Rule(
        "sent-media-type-added",
        S,
        "another media type is sent",
        "a result may be of another type",
        _media(False, _OUT),
        _OUT,
        _RESULT,
    ),
    Rule("part-encoding-changed", W, "a form's member is written otherwise", "it is read as something else", _parts),
    Rule(
        "success-status-removed",
        W,
        "a success status is removed",
        "callers wait for it in vain",
        _statuses(True, _OUT, _success),
        _OUT,
        _RESULT,
    ),
    Rule(
        "success-status-added",
        W,
        "a success status is added",
        "callers take it for a failure",
        _statuses(False, _OUT, _success),
        _OUT,
        _RESULT,
    ),
    Rule(
        "error-status-removed",
        S,
        "an error status is removed",
        "code that handles it has lost its type",
        _statuses(True, _OUT, _error),
        _OUT,
        _RESULT,
    ),
    Rule(
        "error-status-added",
        S,
        "an error status is added",
        "there is one more case to handle",
        _statuses(False, _OUT, _error),
        _OUT,
        _RESULT,
    ),
    Rule(
        "received-status-removed",
        W,
        "a webhook's answer is no longer understood",
        "subscribers are taken to fail",
        _statuses(True, _IN, lambda r: True),
        _IN,
        _RESULT,
    ),
    Rule(
        "received-status-added",
        D,
        "a webhook may be answered otherwise",
        "there is another way to answer",
        _statuses(False, _IN, lambda r: True),
        _IN,
    ),
    Rule(
        "required-header-removed",
        W,
        "a required header is removed",
        "callers need it",
        _headers(_required_header_removed),
        _OUT,
        _GONE,
    ),
    Rule(
        "header-removed",
        S,
        "an optional header is removed",
        "code that reads it has lost it",
        _headers(_header_removed),
        _OUT,
        _GONE,
    ),
    Rule("header-added", D, "a header is added", "there is something new to read", _headers(_header_added), _OUT),
    Rule("header-optional", W, "a header becomes optional", "callers need it", _headers(_header_optional), _OUT),
    Rule("header-required", D, "a header becomes required", "it is always there", _headers(_header_required), _OUT),
    Rule(
        "header-explode-changed",
        W,
        "a header's explode is another",
        "its value is spelled otherwise",
        _headers(_header_exploded),
        _OUT,
    ),
    Rule(
        "received-header-required",
        W,
        "a webhook's answer needs a header",
        "answers without it are refused",
        _headers(_received_header, _IN),
        _IN,
    ),
    Rule(
        "response-description-changed", D, "a response's description changes", "people read something else", _described
    ),
)
