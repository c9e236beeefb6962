"""Rules about security: who may call, with which scheme and scopes. Any one of several requirements is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from codegen.contract import SecurityScheme, SecurityUse
from codegen.diagnostics import Position
from codegen.diff.model import Change, Level
from codegen.diff.pair import VersionPair, channel_said
from codegen.diff.rule import DiffRule
from codegen.load import At

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_KEY = {"swift": "the client's credentials change", "typescript": "the client's credentials change"}
Requirements = tuple[tuple[SecurityUse, ...], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    use: str
    old: Requirements
    new: Requirements
    at: Position
    to: Position


def _rows(pair: VersionPair) -> Iterator[_Row]:
    for x in pair.exchanges:
        yield _Row(x.use, x.old.security, x.new.security, x.old.position, x.new.position)
    for c, d in pair.channels:
        if c and d:
            yield _Row(channel_said(d), c.security, d.security, c.position, d.position)


def _needs(requirement: tuple[SecurityUse, ...]) -> frozenset[tuple[str, str]]:
    """Everything that a caller must have: (scheme, '') and (scheme, scope)."""
    return frozenset((use.scheme, scope) for use in requirement for scope in ("", *use.scopes))


def _schemes_of(requirement: tuple[SecurityUse, ...]) -> frozenset[str]:
    return frozenset(use.scheme for use in requirement)


def _refused(row: _Row) -> Iterator[tuple[SecurityUse, ...]]:
    """What was enough before and is not now."""
    for before in row.old:
        if not any(_needs(after) <= _needs(before) for after in row.new):
            yield before


def _admitted(row: _Row) -> Iterator[tuple[SecurityUse, ...]]:
    """What is now sufficient and was not before."""
    for after in row.new:
        if not any(_needs(before) <= _needs(after) for before in row.old):
            yield after


def _public(requirements: Requirements) -> bool:
    return not requirements or () in requirements


def _said(schemes: frozenset[str]) -> str:
    return " and ".join(sorted(schemes)) or "anonymous"


def _added(row: _Row) -> Iterator[str]:
    if _public(row.old) and not _public(row.new):
        yield f"{' or '.join(_said(_schemes_of(requirement)) for requirement in row.new)} is now required"


def _removed(row: _Row) -> Iterator[str]:
    if _public(row.new) and not _public(row.old):
        yield "it no longer requires authentication"


def _alternative_removed(row: _Row) -> Iterator[str]:
    for before in _refused(row) if not _public(row.old) and not _public(row.new) else ():
        if not any(_schemes_of(after) == _schemes_of(before) for after in row.new):
            yield f"{_said(_schemes_of(before))} is no longer sufficient"


def _alternative_added(row: _Row) -> Iterator[str]:
    for after in _admitted(row) if not _public(row.old) and not _public(row.new) else ():
        if not any(_schemes_of(after) == _schemes_of(before) for before in row.old):
            yield f"{_said(_schemes_of(after))} is now sufficient"


def _scope_needed(row: _Row) -> Iterator[str]:
    for before in _refused(row):
        same = [_needs(after) - _needs(before) for after in row.new if _schemes_of(after) == _schemes_of(before)]
        for scheme, scope in sorted(_least(same)):
            yield f"{scheme}: scope {scope} is now required"


def _scope_spared(row: _Row) -> Iterator[str]:
    for after in _admitted(row):
        same = [_needs(before) - _needs(after) for before in row.old if _schemes_of(after) == _schemes_of(before)]
        for scheme, scope in sorted(_least(same)):
            yield f"{scheme}: scope {scope} is no longer required"


def _least(sets: list[frozenset[tuple[str, str]]]) -> frozenset[tuple[str, str]]:
    return min(sets, key=len, default=frozenset())


def _each(test: Callable[[_Row], Iterable[str]]) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for row in _rows(pair):
            for message in test(row):
                at, to = pair.old.written(row.at, "security"), pair.new.written(row.to, "security")
                yield Change(message, pair.old.position(at), pair.new.position(to), (row.use,))

    return check


def _schemes(
    test: Callable[[Mapping[str, SecurityScheme], Mapping[str, SecurityScheme]], Iterable[tuple[str, str]]],
) -> Callable[[VersionPair], Iterable[Change]]:
    """Messages of the test for the declared schemes: (key, message)."""

    def check(pair: VersionPair) -> Iterator[Change]:
        for key, message in test(pair.old.contract.security_schemes, pair.new.contract.security_schemes):
            places = []
            for side in (pair.old, pair.new):
                roots = [At(document.resolve()) for document in side.documents]
                paths = [root / "components" / "securitySchemes" / key for root in roots]
                places.append(side.position(next((at for at in paths if side.find(at) is not None), paths[0])))
            yield Change(message, places[0], places[1], ("security schemes",))

    return check


Schemes = Mapping[str, SecurityScheme]


def _scheme_removed(old: Schemes, new: Schemes) -> Iterator[tuple[str, str]]:
    yield from ((key, f"scheme {key} was removed") for key in old if key not in new)


def _scheme_added(old: Schemes, new: Schemes) -> Iterator[tuple[str, str]]:
    yield from ((key, f"scheme {key} was added") for key in new if key not in old)


def _scheme_changed(old: Schemes, new: Schemes) -> Iterator[tuple[str, str]]:
    for key in old.keys() & new.keys():
        before, after = ((s.kind, s.place, s.wire, s.http_scheme) for s in (old[key], new[key]))
        if before != after:
            words = " -> ".join(" ".join(filter(None, words_of_side)) for words_of_side in (before, after))
            yield key, f"scheme {key}: {words}"


def _scope_removed(old: Schemes, new: Schemes) -> Iterator[tuple[str, str]]:
    for key in old.keys() & new.keys():
        for scope in old[key].scopes:
            if scope not in new[key].scopes:
                yield key, f"scheme {key}: scope {scope} was removed"


def _scope_added(old: Schemes, new: Schemes) -> Iterator[tuple[str, str]]:
    for key in old.keys() & new.keys():
        for scope in new[key].scopes:
            if scope not in old[key].scopes:
                yield key, f"scheme {key}: scope {scope} was added"


RULES = (
    DiffRule(
        "security-added", W, "authentication becomes required", "unauthenticated requests are rejected", _each(_added)
    ),
    DiffRule(
        "security-removed",
        D,
        "authentication is no longer required",
        "unauthenticated requests are accepted",
        _each(_removed),
    ),
    DiffRule(
        "security-alternative-removed",
        W,
        "a security alternative is removed",
        "requests that use it are rejected",
        _each(_alternative_removed),
    ),
    DiffRule(
        "security-alternative-added",
        D,
        "a security alternative is added",
        "clients may use it",
        _each(_alternative_added),
    ),
    DiffRule(
        "security-scope-added", W, "a scope becomes required", "tokens without it are rejected", _each(_scope_needed)
    ),
    DiffRule(
        "security-scope-removed",
        D,
        "a scope is no longer required",
        "tokens with fewer scopes are accepted",
        _each(_scope_spared),
    ),
    DiffRule(
        "scheme-removed",
        S,
        "a security scheme is removed",
        "clients are configured by its name",
        _schemes(_scheme_removed),
        effects=_KEY,
    ),
    DiffRule("scheme-added", D, "a security scheme is added", "clients may use it", _schemes(_scheme_added)),
    DiffRule(
        "scheme-changed",
        W,
        "a security scheme changes",
        "credentials are read from another place",
        _schemes(_scheme_changed),
        effects=_KEY,
    ),
    DiffRule(
        "scheme-scope-removed",
        W,
        "a scope of a scheme is removed",
        "tokens with it can no longer be issued",
        _schemes(_scope_removed),
    ),
    DiffRule("scheme-scope-added", D, "a scope of a scheme is added", "clients may use it", _schemes(_scope_added)),
)
