"""Rules about a contract as a whole: its servers, tags, words, and the schemas that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.diagnostics import Position
from codegen.diff.pair import Pair
from codegen.diff.rule import Found, Level, Rule, Source
from codegen.diff.side import Side
from codegen.load import At

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_NAME = Source("the class is gone", "the type is gone", "the type is gone")
_GROUP = Source("", "", "")


def _top(side: Side, *tokens: str | int) -> Position:
    """A member of the first document that has it."""
    places = [_below(At(document.resolve()), tokens) for document in side.documents]
    return side.position(next((at for at in places if side.find(at) is not None), places[0]))


def _below(at: At, tokens: Iterable[str | int]) -> At:
    for token in tokens:
        at = at / token
    return at


def _servers(removed: bool) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        side, other = (pair.old, pair.new) if removed else (pair.new, pair.old)
        known = {server.url for server in other.contract.servers}
        for server in side.contract.servers:
            if server.url not in known:
                here, there = _server_place(side, server.url), _top(other, "servers")
                words = f"server {server.url} is {'gone' if removed else 'new'}"
                yield Found(words, here if removed else there, there if removed else here, ("servers",))

    return check


def _server_place(side: Side, url: str) -> Position:
    for document in side.documents:
        at = At(document.resolve()) / "servers"
        value = side.find(at)
        for key, server in value.items() if isinstance(value, dict) else enumerate(value or ()):
            if isinstance(server, dict) and (server.get("url") == url or url.find(str(server.get("host"))) > 0):
                return side.position(at / key)
    return _top(side, "servers")


def _tags(removed: bool) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        before, after = ({tag.name for tag in side.contract.tags} for side in (pair.old, pair.new))
        for name in sorted(before - after if removed else after - before):
            yield Found(
                f"tag {name} is {'gone' if removed else 'new'}",
                _top(pair.old, "tags"),
                _top(pair.new, "tags"),
                ("tags",),
            )

    return check


def _tag_described(pair: Pair) -> Iterator[Found]:
    before = {tag.name: tag.doc for tag in pair.old.contract.tags}
    for tag in pair.new.contract.tags:
        if tag.name in before and before[tag.name] != tag.doc:
            yield Found(
                f"the description of tag {tag.name} changed", _top(pair.old, "tags"), _top(pair.new, "tags"), ("tags",)
            )


def _info(name: str, read: Callable[[Side], str]) -> Callable[[Pair], Iterable[Found]]:
    def check(pair: Pair) -> Iterator[Found]:
        if read(pair.old) != read(pair.new):
            words = f"{name} {read(pair.old)} -> {read(pair.new)}" if name != "description" else "its words changed"
            yield Found(words, _top(pair.old, "info", name), _top(pair.new, "info", name), ("info",))

    return check


def _types(removed: bool) -> Callable[[Pair], Iterable[Found]]:
    """Schemas that have names of their own (each is a type in every SDK)."""

    def check(pair: Pair) -> Iterator[Found]:
        side, other = (pair.old, pair.new) if removed else (pair.new, pair.old)
        for name in side.contract.definitions:
            if name in side.contract.types and name not in other.contract.types:
                here = side.shown(side.contract.types[name].position)
                there = _top(other, "components", "schemas")
                words = f"schema {name} is {'gone' if removed else 'new'}"
                yield Found(words, here if removed else there, there if removed else here, ("schemas",))

    return check


RULES = (
    Rule("server-removed", W, "a server is removed", "who calls it there finds nobody", _servers(True)),
    Rule("server-added", D, "a server is added", "there is another place to call", _servers(False)),
    Rule("tag-removed", D, "a tag is removed", "operations are grouped otherwise", _tags(True)),
    Rule("tag-added", D, "a tag is added", "operations are grouped otherwise", _tags(False)),
    Rule("tag-description-changed", D, "a tag's words change", "people read something else", _tag_described),
    Rule(
        "title-changed",
        D,
        "the title changes",
        "people read something else",
        _info("title", lambda s: s.contract.title),
    ),
    Rule(
        "version-changed",
        D,
        "info.version changes",
        "people know that there is another",
        _info("version", lambda s: s.contract.version),
    ),
    Rule(
        "contract-description-changed",
        D,
        "the contract's words change",
        "people read something else",
        _info("description", lambda s: s.contract.doc.description),
    ),
    Rule("schema-removed", S, "a named schema is removed", "the type of that name is gone", _types(True), source=_NAME),
    Rule("schema-added", D, "a named schema is added", "there is another type", _types(False)),
)
