"""Rules about parameters: of HTTP operations, and of a channel's address and WebSocket query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import ListOf, MapOf, Nullable, ObjectType, Parameter, Ref, TupleType
from codegen.diagnostics import Position
from codegen.diff.model import Change, Direction, Level
from codegen.diff.pair import VersionPair, channel_said, parameters
from codegen.diff.rule import DiffRule, everywhere
from codegen.diff.version import ContractVersion

_ARGUMENT = {
    "python": "the argument's name",
    "swift": "the argument's name",
    "typescript": "the member's name",
}
_GONE = everywhere("calls that pass it")
_NEEDED = everywhere("calls must pass it")
_HANDLER = {"python": "the handler may get None"}

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
Row = tuple[str, Direction, Parameter | None, Parameter | None, Position, Position]


def _rows(pair: VersionPair) -> Iterator[Row]:
    """Every parameter of what both contracts have: (use, direction, old, new, the holders' places)."""
    for x in pair.exchanges:
        for p, q in x.parameters:
            yield x.use, x.inward, p, q, x.old.position, x.new.position
    for old, new in pair.channels:
        for p, q in parameters(old.parameters, new.parameters) if old and new else ():
            if old and new:
                yield channel_said(new), Direction.RECEIVES, p, q, old.position, new.position


def _lonely(
    removed: bool, test: Callable[[Parameter], bool], direction: Direction, words: str
) -> Callable[[VersionPair], Iterable[Change]]:
    """Parameters that only one side has."""

    def check(pair: VersionPair) -> Iterator[Change]:
        for use, way, p, q, at, to in _rows(pair):
            only = (p if not q else None) if removed else (q if not p else None)
            if only and way is direction and test(only):
                message = f"{only.place} parameter {only.wire} {words}"
                yield pair.change(message, only.position if removed else at, to if removed else only.position, use)

    return check


def _changed(
    test: Callable[[VersionPair, Parameter, Parameter], str], keyword: str = "", direction: Direction | None = None
) -> Callable[[VersionPair], Iterable[Change]]:
    """Parameters of both sides of which the test says something."""

    def check(pair: VersionPair) -> Iterator[Change]:
        for use, way, p, q, *_ in _rows(pair):
            message = test(pair, p, q) if p and q and direction in (None, way) else ""
            if message and p and q:
                old, new = _at(pair.old, p, keyword), _at(pair.new, q, keyword)
                yield Change(f"{q.place} parameter {q.wire}: {message}", old, new, (use,))

    return check


def _at(side: ContractVersion, parameter: Parameter, keyword: str) -> Position:
    return side.position(side.written(parameter.position, *([keyword] if keyword else [])))


def _required(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return "it is required now" if q.required and not p.required else ""


def _optional(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return "it is optional now" if p.required and not q.required else ""


def _place(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return f"in {p.place} -> in {q.place}" if p.place != q.place else ""


def _renamed(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return f"{p.wire} is {q.wire} now" if p.place == q.place == "path" and p.wire != q.wire else ""


def _style(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return f"style {p.style} -> {q.style}" if p.style != q.style and p.place == q.place else ""


def _explode(pair: VersionPair, p: Parameter, q: Parameter) -> str:
    several = _several(pair.old, p) or _several(pair.new, q)
    differs = p.explode != q.explode and p.place == q.place and p.style == q.style
    return f"explode {str(p.explode).lower()} -> {str(q.explode).lower()}" if differs and several else ""


def _several(side: ContractVersion, parameter: Parameter) -> bool:
    """Whether a value of it has parts, so that `explode` means something."""
    kind = parameter.payload.type
    kind = kind.of if isinstance(kind, Nullable) else kind
    found = side.contract.types.get(kind.name) if isinstance(kind, Ref) else kind
    return isinstance(found, ListOf | MapOf | ObjectType | TupleType)


def _content(_: VersionPair, p: Parameter, q: Parameter) -> str:
    before, after = p.content_type or "by style", q.content_type or "by style"
    return f"written {before} -> {after}" if before != after else ""


def _reserved(_: VersionPair, p: Parameter, q: Parameter) -> str:
    if p.allow_reserved == q.allow_reserved:
        return ""
    return f"allowReserved {str(p.allow_reserved).lower()} -> {str(q.allow_reserved).lower()}"


def _deprecated(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return "it is deprecated" if q.doc.deprecated and not p.doc.deprecated else ""


def _described(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return "its description changed" if p.doc.description != q.doc.description else ""


def _any(_: Parameter) -> bool:
    return True


_IN, _OUT = Direction.RECEIVES, Direction.SENDS

RULES = (
    DiffRule(
        "parameter-removed",
        W,
        "a parameter is removed",
        "what is sent there is ignored",
        _lonely(True, _any, _IN, "is gone"),
        _IN,
        _GONE,
    ),
    DiffRule(
        "required-parameter-added",
        W,
        "a required parameter is added",
        "calls without it are refused",
        _lonely(False, lambda p: p.required, _IN, "is new and required"),
        _IN,
        _NEEDED,
    ),
    DiffRule(
        "parameter-added",
        D,
        "an optional parameter is added",
        "there is something new to say",
        _lonely(False, lambda p: not p.required, _IN, "is new"),
        _IN,
    ),
    DiffRule(
        "sent-parameter-removed",
        W,
        "a webhook or callback loses a parameter",
        "subscribers wait for it in vain",
        _lonely(True, _any, _OUT, "is gone"),
        _OUT,
        _GONE,
    ),
    DiffRule(
        "sent-parameter-added",
        D,
        "a webhook or callback gains a parameter",
        "there is something new to read",
        _lonely(False, _any, _OUT, "is new"),
        _OUT,
    ),
    DiffRule(
        "parameter-required",
        W,
        "a parameter becomes required",
        "calls without it are refused",
        _changed(_required, "required", _IN),
        _IN,
        _NEEDED,
    ),
    DiffRule(
        "parameter-optional",
        S,
        "a parameter becomes optional",
        "the handler may not get it",
        _changed(_optional, "required", _IN),
        _IN,
        _HANDLER,
    ),
    DiffRule(
        "sent-parameter-required",
        D,
        "a webhook's parameter becomes required",
        "it always comes",
        _changed(_required, "required", _OUT),
        _OUT,
    ),
    DiffRule(
        "sent-parameter-optional",
        W,
        "a webhook's parameter becomes optional",
        "subscribers miss it",
        _changed(_optional, "required", _OUT),
        _OUT,
    ),
    DiffRule(
        "parameter-place-changed",
        W,
        "a parameter moves (query, header, cookie)",
        "it is looked for elsewhere",
        _changed(_place, "in"),
    ),
    DiffRule(
        "path-parameter-renamed",
        S,
        "a path parameter has another name",
        "arguments are named after it",
        _changed(_renamed, "name"),
        effects=_ARGUMENT,
    ),
    DiffRule(
        "parameter-style-changed",
        W,
        "a parameter's style is another",
        "its value is spelled otherwise",
        _changed(_style, "style"),
    ),
    DiffRule(
        "parameter-explode-changed",
        W,
        "a parameter's explode is another",
        "its value is spelled otherwise",
        _changed(_explode, "explode"),
    ),
    DiffRule(
        "parameter-content-changed",
        W,
        "a parameter is written by another media type",
        "its value is spelled otherwise",
        _changed(_content, "content"),
    ),
    DiffRule(
        "parameter-reserved-changed",
        W,
        "allowReserved is another",
        "its value is escaped otherwise",
        _changed(_reserved, "allowReserved"),
    ),
    DiffRule(
        "parameter-deprecated",
        D,
        "a parameter is deprecated",
        "people should stop to use it",
        _changed(_deprecated, "deprecated"),
    ),
    DiffRule(
        "parameter-description-changed",
        D,
        "a parameter's description changes",
        "people read something else",
        _changed(_described, "description"),
    ),
)
