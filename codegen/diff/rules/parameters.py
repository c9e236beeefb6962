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
    "python": "the argument is renamed",
    "swift": "the argument is renamed",
    "typescript": "the member is renamed",
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
    """Parameters of both sides for which the test returns a message."""

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
    return "it became required" if q.required and not p.required else ""


def _optional(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return "it became optional" if p.required and not q.required else ""


def _place(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return f"in {p.place} -> in {q.place}" if p.place != q.place else ""


def _renamed(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return f"renamed from {p.wire} to {q.wire}" if p.place == q.place == "path" and p.wire != q.wire else ""


def _style(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return f"style {p.style} -> {q.style}" if p.style != q.style and p.place == q.place else ""


def _explode(pair: VersionPair, p: Parameter, q: Parameter) -> str:
    several = _several(pair.old, p) or _several(pair.new, q)
    differs = p.explode != q.explode and p.place == q.place and p.style == q.style
    return f"explode {str(p.explode).lower()} -> {str(q.explode).lower()}" if differs and several else ""


def _several(side: ContractVersion, parameter: Parameter) -> bool:
    """Whether a value of it has parts, so that `explode` means something."""
    type_ = parameter.payload.type
    type_ = type_.of if isinstance(type_, Nullable) else type_
    resolved = side.contract.types.get(type_.name) if isinstance(type_, Ref) else type_
    return isinstance(resolved, ListOf | MapOf | ObjectType | TupleType)


def _content(_: VersionPair, p: Parameter, q: Parameter) -> str:
    before, after = p.content_type or "by style", q.content_type or "by style"
    return f"written {before} -> {after}" if before != after else ""


def _reserved(_: VersionPair, p: Parameter, q: Parameter) -> str:
    if p.allow_reserved == q.allow_reserved:
        return ""
    return f"allowReserved {str(p.allow_reserved).lower()} -> {str(q.allow_reserved).lower()}"


def _deprecated(_: VersionPair, p: Parameter, q: Parameter) -> str:
    return "it was deprecated" if q.doc.deprecated and not p.doc.deprecated else ""


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
        "what clients send is ignored",
        _lonely(True, _any, _IN, "was removed"),
        _IN,
        _GONE,
    ),
    DiffRule(
        "required-parameter-added",
        W,
        "a required parameter is added",
        "requests without it are rejected",
        _lonely(False, lambda p: p.required, _IN, "was added and is required"),
        _IN,
        _NEEDED,
    ),
    DiffRule(
        "parameter-added",
        D,
        "an optional parameter is added",
        "clients may send it",
        _lonely(False, lambda p: not p.required, _IN, "was added"),
        _IN,
    ),
    DiffRule(
        "sent-parameter-removed",
        W,
        "a parameter of a webhook or callback is removed",
        "subscribers never receive it",
        _lonely(True, _any, _OUT, "was removed"),
        _OUT,
        _GONE,
    ),
    DiffRule(
        "sent-parameter-added",
        D,
        "a parameter is added to a webhook or callback",
        "readers may use it",
        _lonely(False, _any, _OUT, "was added"),
        _OUT,
    ),
    DiffRule(
        "parameter-required",
        W,
        "a parameter becomes required",
        "requests without it are rejected",
        _changed(_required, "required", _IN),
        _IN,
        _NEEDED,
    ),
    DiffRule(
        "parameter-optional",
        S,
        "a parameter becomes optional",
        "handlers must accept its absence",
        _changed(_optional, "required", _IN),
        _IN,
        _HANDLER,
    ),
    DiffRule(
        "sent-parameter-required",
        D,
        "a webhook's parameter becomes required",
        "it is always present",
        _changed(_required, "required", _OUT),
        _OUT,
    ),
    DiffRule(
        "sent-parameter-optional",
        W,
        "a webhook's parameter becomes optional",
        "subscribers expect it",
        _changed(_optional, "required", _OUT),
        _OUT,
    ),
    DiffRule(
        "parameter-place-changed",
        W,
        "a parameter moves between query, header and cookie",
        "the server reads it from another place",
        _changed(_place, "in"),
    ),
    DiffRule(
        "path-parameter-renamed",
        S,
        "a path parameter is renamed",
        "the argument is named after it",
        _changed(_renamed, "name"),
        effects=_ARGUMENT,
    ),
    DiffRule(
        "parameter-style-changed",
        W,
        "a parameter's style changes",
        "its value is serialized differently",
        _changed(_style, "style"),
    ),
    DiffRule(
        "parameter-explode-changed",
        W,
        "a parameter's explode changes",
        "its value is serialized differently",
        _changed(_explode, "explode"),
    ),
    DiffRule(
        "parameter-content-changed",
        W,
        "a parameter's media type changes",
        "its value is serialized differently",
        _changed(_content, "content"),
    ),
    DiffRule(
        "parameter-reserved-changed",
        W,
        "allowReserved changes",
        "its value is escaped differently",
        _changed(_reserved, "allowReserved"),
    ),
    DiffRule(
        "parameter-deprecated",
        D,
        "a parameter is deprecated",
        "it should no longer be used",
        _changed(_deprecated, "deprecated"),
    ),
    DiffRule(
        "parameter-description-changed",
        D,
        "a parameter's description changes",
        "only documentation changes",
        _changed(_described, "description"),
    ),
)
