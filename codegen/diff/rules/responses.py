"""Rules about responses: statuses and their descriptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import Response
from codegen.diff.model import Change, Direction, Level
from codegen.diff.pair import VersionPair, responses
from codegen.diff.rule import DiffRule

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_IN, _OUT = Direction.RECEIVES, Direction.SENDS
_RESULT = {
    "python": "the result's union changes",
    "swift": "exhaustive switches over the result",
    "typescript": "the result's union changes",
}


def _statuses(
    removed: bool, direction: Direction, test: Callable[[Response], bool]
) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for x in pair.exchanges:
            for r, s in responses(x) if x.outward is direction else ():
                only = (r if not s else None) if removed else (s if not r else None)
                if only and test(only):
                    place = ("responses", only.status)
                    holder = x.new.position if removed else x.old.position
                    side = pair.new if removed else pair.old
                    other = side.position(side.written(holder, *place))
                    words = f"status {only.status} was {'removed' if removed else 'added'}"
                    version = pair.old if removed else pair.new
                    at = version.position(version.written((x.old if removed else x.new).position, *place))
                    yield Change(words, at if removed else other, other if removed else at, (x.use,))

    return check


def _success(response: Response) -> bool:
    return response.success


def _error(response: Response) -> bool:
    return not response.success


def _described(pair: VersionPair) -> Iterator[Change]:
    for x in pair.exchanges:
        for r, s in responses(x):
            if r and s and r.doc.description != s.doc.description:
                at = pair.old.position(pair.old.written(r.position, "description"))
                to = pair.new.position(pair.new.written(s.position, "description"))
                yield Change(f"the description of {s.status} changed", at, to, (x.use,))


RULES = (
    DiffRule(
        "success-status-removed",
        W,
        "a success status is removed",
        "callers that expect it never receive it",
        _statuses(True, _OUT, _success),
        _OUT,
        _RESULT,
    ),
    DiffRule(
        "success-status-added",
        W,
        "a success status is added",
        "deployed clients treat it as a failure",
        _statuses(False, _OUT, _success),
        _OUT,
        _RESULT,
    ),
    DiffRule(
        "error-status-removed",
        S,
        "an error status is removed",
        "code that handles it loses its type",
        _statuses(True, _OUT, _error),
        _OUT,
        _RESULT,
    ),
    DiffRule(
        "error-status-added",
        S,
        "an error status is added",
        "there is another case to handle",
        _statuses(False, _OUT, _error),
        _OUT,
        _RESULT,
    ),
    DiffRule(
        "received-status-removed",
        W,
        "a response status of a webhook is removed",
        "subscribers that send it are treated as failed",
        _statuses(True, _IN, lambda r: True),
        _IN,
        _RESULT,
    ),
    DiffRule(
        "received-status-added",
        D,
        "a response status is added to a webhook",
        "subscribers may send it",
        _statuses(False, _IN, lambda r: True),
        _IN,
    ),
    DiffRule(
        "response-description-changed", D, "a response's description changes", "only documentation changes", _described
    ),
)
