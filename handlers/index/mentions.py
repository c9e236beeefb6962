"""Where the names of definitions occur in a project's files, code or not: the last word on what is unused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handlers.index.reading import UnreadableError, read
from handlers.index.walk import candidates

_MOST_BYTES = 256_000_000
_WORD = re.compile(rb"[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*")
# Parts of names that a program is put together from: `"visit_" + kind`, f"{name}_events"
_BUILT_PREFIX = re.compile(rb"[\"'](\w{2,40}_)[\"'{%]")
_BUILT_SUFFIX = re.compile(rb"[\"'}](_\w{2,40})[\"']")
_BY_NAME = re.compile(rb"(?:getattr|hasattr|methodcaller|attrgetter)\b[^\n]{0,200}")
_PIECE = re.compile(
    rb"[\"'](\w*)(?:\{[^\n\"'{}]*\}|%\w)[^\n\"']{0,80}?(\w*)[\"']|[\"'](\w*)[\"']\s*[+%]|\+\s*[\"'](\w*)[\"']"
)
_UNDERSCORE = re.compile(rb"[\"']_{1,2}(?:[\"']\s*\+|\{|%)")
_NATIVE = (".so", ".pyd", ".dylib", ".dll")
_PLAIN_DECORATOR = re.compile(
    rb"@(?:\w+\.)*(?:dataclass|final|runtime_checkable|total_ordering|define|frozen|mutable)\b"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """Lines of a definition, 1-based and inclusive; what is between them is no mention of it."""

    uid: str
    name: str
    path: str
    start_line: int
    end_line: int


@dataclass(slots=True)
class Mentions:
    """What the files contain. `complete` is False where code was not read: too large, or native."""

    names: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    suffixes: set[str] = field(default_factory=set)
    any_name: bool = False
    """A name is put together from nothing that is known."""
    exported: set[str] = field(default_factory=set)
    """Words of the files `__init__.py` and of modules with `__all__`: classes and modules whose members are public."""
    registered: set[str] = field(default_factory=set)
    """Uids of methods whose class may hand them on: it has a base, a metaclass or an unknown decorator."""
    complete: bool = True

    def has(self, name: str) -> bool:
        """Whether something outside its definition may name it."""
        if not self.complete or self.any_name or name in self.names:
            return True
        return name.startswith(tuple(self.prefixes)) or name.endswith(tuple(self.suffixes))


def find_mentions(root: Path, definitions: Iterable[Definition]) -> Mentions:
    """Reads every file of the project that may be read. Blocking, about a second per 50 MB."""
    wanted, by_path = set[bytes](), dict[str, list[Definition]]()
    for definition in definitions:
        wanted.add(definition.name.encode())
        by_path.setdefault(definition.path, []).append(definition)
    mentions, size = Mentions(), 0
    for path, data in _texts(root):
        size += 0 if data is None else len(data)
        if data is None or size > _MOST_BYTES:
            mentions.complete = mentions.complete and not path.endswith((".py", *_NATIVE))
            continue
        _search(mentions, path, data, wanted, by_path.get(path, ()))
    return mentions


def _texts(root: Path) -> Iterator[tuple[str, bytes | None]]:
    for candidate in candidates(root, None):
        try:
            yield candidate.path, None if candidate.problem else read(root, candidate.path)
        except UnreadableError:
            yield candidate.path, None


def _search(mentions: Mentions, path: str, data: bytes, wanted: set[bytes], here: Iterable[Definition]) -> None:
    words = set(_WORD.findall(data))
    inside = {definition.name.encode() for definition in here}
    mentions.names |= {word.decode(errors="replace") for word in words & wanted - inside}
    if inside:
        lines = data.split(b"\n")
        mentions.names |= {definition.name for definition in here if _is_outside(definition, lines)}
        mentions.registered |= {definition.uid for definition in here if _is_registered(definition, lines)}
    if not path.endswith((".py", ".pyi")):
        return
    mentions.prefixes |= {match.decode() for match in _BUILT_PREFIX.findall(data)}
    mentions.suffixes |= {match.decode() for match in _BUILT_SUFFIX.findall(data)}
    for line in _BY_NAME.findall(data):
        for before, after, first, last in _PIECE.findall(line):
            prefix, suffix = (before or first).decode(), (after or last).decode()
            mentions.any_name = mentions.any_name or not (prefix or suffix)
            (mentions.prefixes if prefix else mentions.suffixes).add(prefix or suffix)
    if b"getattr" in words and _UNDERSCORE.search(data):
        mentions.names |= {definition.name for definition in here if definition.name.startswith("_")}
    if path.rsplit("/", 1)[-1] == "__init__.py" or b"__all__" in words:
        mentions.exported |= {word.decode(errors="replace") for word in words}


def _is_outside(definition: Definition, lines: list[bytes]) -> bool:
    name = definition.name.encode()
    others = (*lines[: definition.start_line - 1], *lines[definition.end_line :])
    return any(name in line and name in _WORD.findall(line) for line in others)


def _is_registered(definition: Definition, lines: list[bytes]) -> bool:
    """Whether the class around a method, in the lines above it, is more than a plain class."""
    first = lines[definition.start_line - 1]
    indent = len(first) - len(first.lstrip())
    for at in range(definition.start_line - 2, -1, -1):
        line = lines[at]
        body = line.lstrip()
        if not body or len(line) - len(body) >= indent:
            continue
        if body.startswith(b"class "):
            header = re.match(rb"class\s+\w+\s*(?:\[[^\]\n]*\])?\s*(\(?)\s*(\)?)", body)
            has_arguments = header is None or (header[1] and not header[2])
            return bool(has_arguments) or any(not _PLAIN_DECORATOR.match(d) for d in _decorators(lines, at))
        if body.startswith((b"def ", b"async def ")):
            return False
        indent = min(indent, len(line) - len(body)) if body[:1] not in b")]}\"'" else indent
        if indent == 0:
            return False
    return False


def _decorators(lines: list[bytes], at: int) -> Iterator[bytes]:
    """The lines in front of a definition up to an empty one, which are its decorators."""
    for line in reversed(lines[:at]):
        if not line.strip():
            return
        if line.lstrip().startswith(b"@"):
            yield line.strip()
