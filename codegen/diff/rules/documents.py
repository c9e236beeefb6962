"""Rules about a contract as a whole: its servers, tags, words, and the schemas that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.diagnostics import Position
from codegen.diff.model import Change, Level
from codegen.diff.pair import VersionPair
from codegen.diff.rule import DiffRule, Effects
from codegen.diff.version import ContractVersion
from codegen.load import At

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_NAME = {
    "python": "the class is removed",
    "swift": "the type is removed",
    "typescript": "the type is removed",
}
_GROUP: Effects = {}


def _top(side: ContractVersion, *tokens: str | int) -> Position:
    """A member of the first document that has it."""
    places = [_below(At(document.resolve()), tokens) for document in side.documents]
    return side.position(next((at for at in places if side.find(at) is not None), places[0]))


def _below(at: At, tokens: Iterable[str | int]) -> At:
    for token in tokens:
        at = at / token
    return at


def _servers(removed: bool) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        side, other = (pair.old, pair.new) if removed else (pair.new, pair.old)
        urls = {server.url for server in other.contract.servers}
        for server in side.contract.servers:
            if server.url not in urls:
                here, there = _server_place(side, server.url), _top(other, "servers")
                words = f"server {server.url} was {'removed' if removed else 'added'}"
                yield Change(words, here if removed else there, there if removed else here, ("servers",))

    return check


def _server_place(side: ContractVersion, url: str) -> Position:
    for document in side.documents:
        at = At(document.resolve()) / "servers"
        value = side.find(at)
        for key, server in value.items() if isinstance(value, dict) else enumerate(value or ()):
            if isinstance(server, dict) and (server.get("url") == url or url.find(str(server.get("host"))) > 0):
                return side.position(at / key)
    return _top(side, "servers")


def _tags(removed: bool) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        before, after = ({tag.name for tag in side.contract.tags} for side in (pair.old, pair.new))
        for name in sorted(before - after if removed else after - before):
            yield Change(
                f"tag {name} was {'removed' if removed else 'added'}",
                _top(pair.old, "tags"),
                _top(pair.new, "tags"),
                ("tags",),
            )

    return check


def _tag_described(pair: VersionPair) -> Iterator[Change]:
    before = {tag.name: tag.doc for tag in pair.old.contract.tags}
    for tag in pair.new.contract.tags:
        if tag.name in before and before[tag.name] != tag.doc:
            yield Change(
                f"the description of tag {tag.name} changed", _top(pair.old, "tags"), _top(pair.new, "tags"), ("tags",)
            )


def _info(name: str, read: Callable[[ContractVersion], str]) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        if read(pair.old) != read(pair.new):
            words = (
                f"{name} {read(pair.old)} -> {read(pair.new)}"
                if name != "description"
                else "its summary or description changed"
            )
            yield Change(words, _top(pair.old, "info", name), _top(pair.new, "info", name), ("info",))

    return check


def _types(removed: bool) -> Callable[[VersionPair], Iterable[Change]]:
    """Schemas that have names of their own (each is a type in every SDK)."""

    def check(pair: VersionPair) -> Iterator[Change]:
        side, other = (pair.old, pair.new) if removed else (pair.new, pair.old)
        for name in side.contract.definitions:
            if name in side.contract.types and name not in other.contract.types:
                here = side.shown(side.contract.types[name].position)
                there = _top(other, "components", "schemas")
                words = f"schema {name} was {'removed' if removed else 'added'}"
                yield Change(words, here if removed else there, there if removed else here, ("schemas",))

    return check


RULES = (
    DiffRule("server-removed", W, "a server is removed", "clients that use it cannot connect", _servers(True)),
    DiffRule("server-added", D, "a server is added", "clients may use it", _servers(False)),
    DiffRule("tag-removed", D, "a tag is removed", "operations are grouped differently", _tags(True)),
    DiffRule("tag-added", D, "a tag is added", "operations are grouped differently", _tags(False)),
    DiffRule("tag-description-changed", D, "a tag's description changes", "only documentation changes", _tag_described),
    DiffRule(
        "title-changed",
        D,
        "the title changes",
        "only documentation changes",
        _info("title", lambda s: s.contract.title),
    ),
    DiffRule(
        "version-changed",
        D,
        "info.version changes",
        "only documentation changes",
        _info("version", lambda s: s.contract.version),
    ),
    DiffRule(
        "contract-description-changed",
        D,
        "the contract's summary or description changes",
        "only documentation changes",
        _info("description", lambda s: s.contract.doc.description),
    ),
    DiffRule("schema-removed", S, "a named schema is removed", "the type is removed", _types(True), effects=_NAME),
    DiffRule("schema-added", D, "a named schema is added", "a type is added", _types(False)),
)
