"""Rules about the headers of responses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import Header, Response
from codegen.diff.model import Change, Direction, Level
from codegen.diff.pair import VersionPair, headers, responses
from codegen.diff.rule import DiffRule, everywhere

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_IN, _OUT = Direction.RECEIVES, Direction.SENDS
_GONE = everywhere("code that refers to it")


def _header_rows(
    pair: VersionPair, direction: Direction
) -> Iterator[tuple[str, Response, Response, Header | None, Header | None]]:
    for x in pair.exchanges:
        for r, s in responses(x) if x.outward is direction else ():
            for h, k in headers(r.headers, s.headers) if r and s else ():
                if r and s:
                    yield x.use, r, s, h, k


def _headers(
    test: Callable[[Header | None, Header | None], str], direction: Direction = _OUT
) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for use, r, s, h, k in _header_rows(pair, direction):
            message = test(h, k)
            if message:
                name = (k or h).wire if (k or h) else ""  # type: ignore[union-attr]
                old = pair.old.position(pair.old.written(r.position, "headers", h.wire if h else name))
                new = pair.new.position(pair.new.written(s.position, "headers", k.wire if k else name))
                yield Change(f"{s.status}: header {name} {message}", old, new, (use,))

    return check


def _required_header_removed(h: Header | None, k: Header | None) -> str:
    return "was removed" if h and h.required and not k else ""


def _header_removed(h: Header | None, k: Header | None) -> str:
    return "was removed" if h and not h.required and not k else ""


def _header_added(h: Header | None, k: Header | None) -> str:
    return "was added" if k and not h else ""


def _header_optional(h: Header | None, k: Header | None) -> str:
    return "became optional" if h and k and h.required and not k.required else ""


def _header_required(h: Header | None, k: Header | None) -> str:
    return "became required" if h and k and k.required and not h.required else ""


def _header_exploded(h: Header | None, k: Header | None) -> str:
    return f"explode {str(h.explode).lower()} -> {str(k.explode).lower()}" if h and k and h.explode != k.explode else ""


def _received_header(h: Header | None, k: Header | None) -> str:
    return "became required" if k and k.required and not (h and h.required) else ""


RULES = (
    DiffRule(
        "required-header-removed",
        W,
        "a required header is removed",
        "callers rely on it",
        _headers(_required_header_removed),
        _OUT,
        _GONE,
    ),
    DiffRule(
        "header-removed",
        S,
        "an optional header is removed",
        "code that reads it no longer finds it",
        _headers(_header_removed),
        _OUT,
        _GONE,
    ),
    DiffRule("header-added", D, "a header is added", "readers may use it", _headers(_header_added), _OUT),
    DiffRule("header-optional", W, "a header becomes optional", "callers rely on it", _headers(_header_optional), _OUT),
    DiffRule(
        "header-required", D, "a header becomes required", "it is always present", _headers(_header_required), _OUT
    ),
    DiffRule(
        "header-explode-changed",
        W,
        "a header's explode changes",
        "its value is serialized differently",
        _headers(_header_exploded),
        _OUT,
    ),
    DiffRule(
        "received-header-required",
        W,
        "a response header of a webhook becomes required",
        "responses without it are rejected",
        _headers(_received_header, _IN),
        _IN,
    ),
)
