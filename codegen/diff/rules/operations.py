"""Rules about HTTP operations: existence, path, name, deprecation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from codegen.contract import Operation
from codegen.diff.model import Change, Level
from codegen.diff.pair import Exchange, VersionPair, said
from codegen.diff.rule import DiffRule, everywhere
from codegen.diff.version import ContractVersion
from codegen.load import At

_METHOD = everywhere("the method is renamed")
_GONE = everywhere("calls of it no longer compile")
_GROUP = {
    "python": "the method moves to another Protocol",
    "swift": "the method moves to another group",
    "typescript": "the method moves to another group",
}


def _kind(operation: Operation) -> str:
    return "webhook" if operation.webhook else "callback" if operation.callback_of else "operation"


def _paths(operations: Iterable[Operation]) -> set[str]:
    return {operation.path for operation in operations}


def _removed(noun: str, *, whole: bool = False, sunset: bool = False) -> Callable[[VersionPair], Iterable[Change]]:
    """Removed operations of a kind; a path that lost all of its operations is reported once."""

    def check(pair: VersionPair) -> Iterator[Change]:
        left = _paths(n for _, n in pair.operations if n)
        reported = set()
        for operation in (o for o, n in pair.operations if o and not n):
            gone = noun == "operation" and operation.path not in left
            due = _sunset(operation) is not None and (_sunset(operation) or date.max) <= pair.today
            if _kind(operation) != noun or gone is not whole or due is not sunset:
                continue
            if whole:
                if operation.path in reported:
                    continue
                reported.add(operation.path)
                methods = ", ".join(o.method for o, n in pair.operations if o and not n and o.path == operation.path)
                at = pair.old.library.position(_parent(pair.old, operation))
                yield pair.change(f"{operation.path} was removed ({methods})", at, None, operation.path)
            else:
                words = f"{said(operation)} was removed"
                yield pair.change(words, operation.position, None, said(operation))

    return check


def _parent(side: ContractVersion, operation: Operation) -> At:
    at = side.place(operation.position)
    return At(at.file, at.pointer.rpartition("/")[0])


def _added(noun: str) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for operation in (n for o, n in pair.operations if n and not o and _kind(n) == noun):
            yield pair.change(f"{said(operation)} was added", None, operation.position, said(operation))

    return check


def _each(test: Callable[[Exchange], Iterable[str]], *keyword: str) -> Callable[[VersionPair], Iterable[Change]]:
    """The messages of `test` about every operation that both contracts have, placed at a member of it."""

    def check(pair: VersionPair) -> Iterator[Change]:
        for exchange in pair.exchanges:
            for message in test(exchange):
                at = pair.old.written(exchange.old.position, *keyword)
                to = pair.new.written(exchange.new.position, *keyword)
                yield Change(message, pair.old.position(at), pair.new.position(to), (exchange.use,))

    return check


def _moved(x: Exchange) -> Iterator[str]:
    before, after = (f"{o.method} {_shape(o.path)}{o.webhook}" for o in (x.old, x.new))
    if before != after:
        yield f"{said(x.old)} moved to {said(x.new)}"


def _shape(path: str) -> str:
    return re.sub(r"{[^{}]*}", "{}", path)


def _id(x: Exchange) -> Iterator[str]:
    if x.old.id != x.new.id:
        yield f"operationId changed from {x.old.id} to {x.new.id}"


def _tag(x: Exchange) -> Iterator[str]:
    if x.old.tag != x.new.tag:
        yield f"its tag changed from {x.old.tag} to {x.new.tag}"


def _deprecated(x: Exchange) -> Iterator[str]:
    if x.new.doc.deprecated and not x.old.doc.deprecated:
        end = _sunset(x.new)
        yield f"it was deprecated{f', until {end}' if end else ', with no x-sunset'}"


def _undeprecated(x: Exchange) -> Iterator[str]:
    if x.old.doc.deprecated and not x.new.doc.deprecated:
        yield "it is no longer deprecated"


def _sunset_earlier(x: Exchange) -> Iterator[str]:
    before, after = _sunset(x.old), _sunset(x.new)
    if before and after and after < before:
        yield f"x-sunset changed from {before} to {after}"


def _sunset_later(x: Exchange) -> Iterator[str]:
    before, after = _sunset(x.old), _sunset(x.new)
    if before and (after is None or after > before):
        yield f"x-sunset changed from {before} to {after or 'none'}"


def _sunset(operation: Operation) -> date | None:
    """The day that `x-sunset` promises, of an operation that is deprecated."""
    try:
        return date.fromisoformat(str(operation.extensions.get("x-sunset"))[:10])
    except ValueError:
        return None


def _described(x: Exchange) -> Iterator[str]:
    if (x.old.doc.summary, x.old.doc.description) != (x.new.doc.summary, x.new.doc.description):
        yield "its summary or description changed"


def _own_servers(pair: VersionPair) -> Iterator[Change]:
    """`servers` of an operation or of its path, which replace those of the document."""
    for x in pair.exchanges:
        places = [_servers_at(side, o) for side, o in ((pair.old, x.old), (pair.new, x.new))]
        urls = [_urls(side.find(at)) for side, at in zip((pair.old, pair.new), places, strict=True)]
        if urls[0] != urls[1]:
            words = " -> ".join(", ".join(sorted(listed)) or "the document's" for listed in urls)
            yield Change(f"its servers: {words}", pair.old.position(places[0]), pair.new.position(places[1]), (x.use,))


def _servers_at(side: ContractVersion, operation: Operation) -> At:
    of_operation, of_path = side.written(operation.position, "servers"), _parent(side, operation) / "servers"
    return of_path if side.find(of_operation) is None and side.find(of_path) is not None else of_operation


def _urls(value: object) -> set[str]:
    return (
        {str(server.get("url")) for server in value if isinstance(server, dict)} if isinstance(value, list) else set()
    )


W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS

RULES = (
    DiffRule(
        "path-removed",
        W,
        "a path is removed",
        "every call fails",
        _removed("operation", whole=True),
        effects=_GONE,
    ),
    DiffRule("operation-removed", W, "an operation is removed", "calls fail", _removed("operation"), effects=_GONE),
    DiffRule(
        "path-sunset",
        W,
        "a path is removed after its x-sunset",
        "calls fail, as announced",
        _removed("operation", whole=True, sunset=True),
        effects=_GONE,
    ),
    DiffRule(
        "operation-sunset",
        W,
        "an operation is removed after its x-sunset",
        "calls fail, as announced",
        _removed("operation", sunset=True),
        effects=_GONE,
    ),
    DiffRule(
        "webhook-removed",
        W,
        "a webhook is removed",
        "subscribers never receive it",
        _removed("webhook"),
        effects=_GONE,
    ),
    DiffRule(
        "callback-removed",
        W,
        "a callback is removed",
        "subscribers never receive it",
        _removed("callback"),
        effects=_GONE,
    ),
    DiffRule("operation-added", D, "an operation is added", "clients can call it", _added("operation")),
    DiffRule("webhook-added", D, "a webhook is added", "subscribers may receive it", _added("webhook")),
    DiffRule("callback-added", D, "a callback is added", "subscribers may receive it", _added("callback")),
    DiffRule("operation-moved", W, "an operation's path or method changes", "calls to the old one fail", _each(_moved)),
    DiffRule(
        "operation-servers-changed",
        W,
        "the `servers` of an operation or path change",
        "deployed clients call a server that is no longer listed",
        _own_servers,
    ),
    DiffRule(
        "operation-id-changed",
        S,
        "an operationId changes",
        "the method is named after it",
        _each(_id, "operationId"),
        effects=_METHOD,
    ),
    DiffRule(
        "operation-tag-changed",
        S,
        "an operation's first tag changes",
        "methods are grouped by it",
        _each(_tag, "tags"),
        effects=_GROUP,
    ),
    DiffRule(
        "operation-deprecated",
        D,
        "an operation is deprecated",
        "it should no longer be called",
        _each(_deprecated, "deprecated"),
    ),
    DiffRule(
        "operation-undeprecated",
        D,
        "an operation is no longer deprecated",
        "it may be called again",
        _each(_undeprecated, "deprecated"),
    ),
    DiffRule(
        "sunset-earlier",
        W,
        "x-sunset is earlier than promised",
        "programs have less time than promised",
        _each(_sunset_earlier, "x-sunset"),
    ),
    DiffRule(
        "sunset-later", D, "x-sunset is later or removed", "programs have more time", _each(_sunset_later, "x-sunset")
    ),
    DiffRule(
        "operation-description-changed",
        D,
        "an operation's summary or description changes",
        "only documentation changes",
        _each(_described),
    ),
)
