"""Stage 1, load: files -> plain JSON values, and for every JSON pointer into them the file:line:col where it stands.

The only stage that reads the disk. YAML is read by the 1.2 core schema (`no`, `on` and `2026-11-22` are text), keys
are text, duplicate keys and unreadable text are diagnostics. Members of a mapping have no order: they are read in the
order of their names, so that nothing later can depend on how a document is arranged. A file may `$ref` documents below
the roots and in the folders beside them (`../common/schemas.yaml`, as families of contracts are laid out); URLs and
files elsewhere are refused: they would make generation depend on more than the contract.
"""

from __future__ import annotations

import errno
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from codegen.diagnostics import Diagnostics, Position
from codegen.identifiers import Identifiers, identifiers
from codegen.positions import Index, JsonIndex, YamlIndex

JSON = Any
MAX_DEPTH = 128  # containers in each other: more than anybody writes, less than a recursive walk can take
MAX_VALUES = 2_000_000  # that aliases may expand to beyond what is written: bounds alias bombs
MAX_DIGITS = 1000  # of a number; the range of floats ends long before
MAX_BYTES = 100_000_000  # of a file: far above any real contract
DOCUMENTS = frozenset({".json", ".yaml", ".yml"})  # what files with contracts in them are called
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LoadError(Exception):
    """A document that cannot be read at all; the reason is in the diagnostics."""


def escape(token: str) -> str:
    """One reference token of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~") if "~" in token else token


def is_index(token: str) -> bool:
    """Whether a reference token counts the items of a list (RFC 6901, section 4)."""
    return token.isascii() and token.isdigit()


@dataclass(frozen=True, slots=True, order=True)
class At:
    """A place in a file: the file's absolute path and a JSON pointer ('' is the whole document).

    `bound`: what dynamic anchors stand for, as seen on the way to here (JSON Schema 2020-12, section 8.2.3.2). The same
    generic schema, reached on two ways that bind its anchors differently, is two.
    """

    file: Path
    pointer: str = ""
    bound: tuple[tuple[str, At], ...] = ()

    def __truediv__(self, token: str | int) -> At:
        return At(self.file, f"{self.pointer}/{escape(str(token))}", self.bound)


@dataclass(slots=True)
class Document:
    """One file's content."""

    file: Path
    label: str  # how people see the path: relative to where they stand, if below it
    text: str
    data: JSON
    _index: Index | None = field(default=None, repr=False)
    _names_dialects: bool | None = field(default=None, repr=False)
    _identifiers: Identifiers | None = field(default=None, repr=False)
    _found: dict[str, JSON] = field(default_factory=dict, repr=False)

    @property
    def names_dialects(self) -> bool:
        """Whether `$schema` stands anywhere: hardly any contract has it, and looking takes its whole text."""
        if self._names_dialects is None:
            self._names_dialects = "$schema" in self.text
        return self._names_dialects

    @property
    def identifiers(self) -> Identifiers:
        if self._identifiers is None:
            named = "$id" in self.text or "nchor" in self.text  # hardly any contract has them
            self._identifiers = identifiers(self.data) if named else Identifiers()
        return self._identifiers

    def find(self, pointer: str) -> JSON:
        """The value at a place. KeyError where there is none."""
        if not pointer:
            return self.data
        if pointer not in self._found:
            parent, _, last = pointer.rpartition("/")
            value, token = self.find(parent), unescape(last)
            if isinstance(value, dict):
                self._found[pointer] = value[token]
            elif isinstance(value, list) and is_index(token) and int(token) < len(value):
                self._found[pointer] = value[int(token)]
            else:
                raise KeyError(token)
        return self._found[pointer]

    def position(self, pointer: str) -> Position:
        """Where `pointer` stands; for a member its key, for a pointer that leads nowhere its nearest parent."""
        if self._index is None:
            self._index = JsonIndex(self.text)
        line, column = self._index.place([unescape(token) for token in pointer.split("/")[1:]])
        return Position(self.label, line + 1, column + 1, pointer)


def _as_yaml(text: str) -> str:
    """JSON is YAML once its tabs are blanks (YAML forbids tabs in indentation); columns stay true."""
    return text.replace("\t", " ") if text.lstrip()[:1] in "{[" else text


class Library:
    """Every file that the contract's documents reach, read once."""

    def __init__(self, diagnostics: Diagnostics, roots: Iterable[Path] = ()) -> None:
        self.diagnostics = diagnostics
        self._roots = [root.resolve() for root in roots]
        self._documents: dict[Path, Document | None] = {}

    @property
    def files(self) -> list[Path]:
        return sorted({document.file for document in self._documents.values() if document is not None})

    def open(self, file: Path, required: bool = False) -> Document | None:
        """The document, or None where it cannot be read: told here if `required`, else where it is referred to."""
        if file not in self._documents:  # places hold resolved paths already, and there are very many of them
            resolved = file.resolve()
            if resolved not in self._documents:
                self._documents[resolved] = self._read(resolved, required)
            self._documents[file] = self._documents[resolved]
        return self._documents[file]

    def position(self, at: At) -> Position:
        document = self.open(at.file)
        return document.position(at.pointer) if document else Position(label(at.file), 1, 1, at.pointer)

    def find(self, at: At) -> JSON:
        """The value at a place. KeyError where there is none."""
        document = self.open(at.file)
        if document is None:
            raise KeyError(str(at.file))
        return document.find(at.pointer)

    def target(self, reference: str, base: At) -> At | None:
        """Where a `$ref` that stands at `base` points; None for a URL, or a file that does not belong here."""
        document = self.open(base.file)
        named = document.identifiers.find(reference, base.pointer) if document else None
        if named is not None:
            return At(base.file, named)
        try:
            url = urlsplit(reference)
        except ValueError:
            return None
        fragment = unquote(url.fragment)
        if (url.scheme and url.scheme != "file") or url.netloc or (fragment and not fragment.startswith("/")):
            return None
        if "\0" in unquote(url.path):
            return None
        file = (base.file.parent / unquote(url.path)).resolve() if url.path else base.file
        if file != base.file and not any(_belongs(file, root) for root in self._roots):
            return None
        return At(file, fragment)

    def _read(self, file: Path, required: bool) -> Document | None:
        name = label(file)
        try:
            text = _text(file)
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            if required:
                self.diagnostics.error("load/unreadable", f"cannot read {name}: {reason}", Position(name, 1, 1, ""))
            return None
        try:
            data, index = _parse(text, name, self.diagnostics)
        except LoadError:
            return None
        return Document(file, name, text, data, index)


def _belongs(file: Path, root: Path) -> bool:
    """Whether a resolved file lies below the root, or is a document in a folder beside it that is not hidden."""
    if file.is_relative_to(root):
        return True
    above = root.parent
    if above == above.parent or not file.is_relative_to(above) or file.suffix not in DOCUMENTS:
        return False
    inside = file.relative_to(above).parts
    return len(inside) > 1 and not any(part.startswith(".") for part in inside)


def _text(file: Path) -> str:
    if file.exists() and not file.is_file():
        raise OSError(errno.EINVAL, "it is no ordinary file")
    if file.exists() and file.stat().st_size > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MAX_BYTES:,} bytes")
    return file.read_bytes().decode("utf-8-sig")


def label(file: Path) -> str:
    """The path as people see it."""
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


def _parse(text: str, name: str, diagnostics: Diagnostics) -> tuple[JSON, Index | None]:
    """JSON text by the JSON parser (fast, exact), all else, broken or repetitive JSON too, by YAML with positions."""
    index: Index | None = None
    try:
        try:
            data = _json(text)
        except ValueError:
            node = yaml.compose(_as_yaml(text), Loader=_Loader)
            if node is None:
                diagnostics.error("load/empty", "the document is empty", Position(name, 1, 1, ""))
                raise LoadError(name) from None
            data, index = _Construct(name, diagnostics).value(node, ""), YamlIndex(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = " ".join(part for part in (getattr(error, "problem", None), getattr(error, "context", None)) if part)
        diagnostics.error("load/syntax", problem or str(error), Position(name, line, column, ""))
        raise LoadError(name) from error
    except RecursionError:
        data = None
        deep = True
    else:
        deep = _deeper(data, MAX_DEPTH)
    if deep:
        said = f"more than {MAX_DEPTH} mappings and lists stand in each other"
        diagnostics.error("load/too-deep", said, Position(name, 1, 1, ""))
        raise LoadError(name)
    return data, index


def _json(text: str) -> JSON:
    """ValueError where the text is no JSON object, repeats a key, or holds what is no text or number elsewhere."""
    if text.lstrip()[:1] != "{":
        raise ValueError("no JSON object")
    if _LARGE.search(text):  # perhaps a number that is too large: the YAML reader knows its place
        raise ValueError("perhaps a number that is too large")
    data = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    if _SURROGATE.search(text):
        json.dumps(data, ensure_ascii=False).encode()  # UnicodeEncodeError is a ValueError
    return data


_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def _no_number(name: str) -> JSON:
    raise ValueError(f"{name} is no JSON")


def _unique(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    result = dict(sorted(pairs, key=lambda pair: pair[0]))
    if len(result) != len(pairs):
        raise ValueError("duplicate key")
    return result


def _deeper(data: JSON, depth: int) -> bool:
    """Whether containers stand in each other more than `depth` deep. What an alias shares is looked at once."""
    level = [data] if isinstance(data, dict | list) else []
    for _ in range(depth):
        inner = [one for value in level for one in (value.values() if isinstance(value, dict) else value)]
        level = list({id(one): one for one in inner if isinstance(one, dict | list)}.values())
        if not level:
            return False
    return True


# YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema): what a plain scalar means.
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LARGE = re.compile(r"[0-9]{300}|[eE]\+?[0-9]{3}|0x[0-9a-fA-F]{250}|0o[0-7]{300}")


def _is_too_large(text: str) -> bool:
    """Whether plain text is a number beyond the range of 64-bit floats, which other readers would call infinite."""
    if not _LARGE.search(text):
        return False
    if _INT.fullmatch(text):
        return len(text) > MAX_DIGITS or abs(int(text, 0) if text[1] in "ox" else int(text)) > sys.float_info.max
    return _FLOAT.fullmatch(text) is not None and math.isinf(float(text))


class _Construct:
    """YAML nodes -> JSON values. Aliases share their value, and the expanded size is bounded."""

    def __init__(self, name: str, diagnostics: Diagnostics) -> None:
        self._name, self._diagnostics = name, diagnostics
        self._made: dict[int, tuple[JSON, int]] = {}
        self._open: set[int] = set()
        self._written = 0

    def value(self, node: Any, pointer: str) -> JSON:
        made, size = self._sized(node, pointer)
        if size - self._written > MAX_VALUES:
            self._fail("load/too-large", f"aliases expand to more than {MAX_VALUES:,} values", node, pointer)
        return made

    def _sized(self, node: Any, pointer: str) -> tuple[JSON, int]:
        if isinstance(node, yaml.ScalarNode):
            self._written += 1
            if not node.style and _is_too_large(node.value):
                message = f"no program reads the number {node.value[:40]}: the largest is {sys.float_info.max:.2g}"
                self._fail("load/number", message, node, pointer)
            return self._scalar(node), 1
        if id(node) in self._made:
            return self._made[id(node)]
        if id(node) in self._open:
            self._fail("load/syntax", "an alias stands inside its own anchor", node, pointer)
        self._open.add(id(node))
        self._written += 1
        if isinstance(node, yaml.SequenceNode):
            items = [self._sized(item, f"{pointer}/{index}") for index, item in enumerate(node.value)]
            made: tuple[JSON, int] = [item for item, _ in items], 1 + sum(size for _, size in items)
        else:
            made = self._mapping(node, pointer)
        self._open.discard(id(node))
        self._made[id(node)] = made
        return made

    def _mapping(self, node: Any, pointer: str) -> tuple[dict[str, JSON], int]:
        result: dict[str, JSON] = {}
        merged: dict[str, JSON] = {}
        total = 1
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fail("load/key", "a key must be text", key, pointer)
            if key.value == "<<" and not key.style:
                for part, size in self._merged(child, pointer):
                    merged = {**part, **merged}
                    total += size
                continue
            if key.value in result:
                self._diagnostics.error(
                    "load/duplicate-key",
                    f"the key {key.value!r} stands here twice; the last one counts",
                    self._at(key, pointer),
                )
            result[key.value], size = self._sized(child, f"{pointer}/{escape(key.value)}")
            total += size
        return dict(sorted({**merged, **result}.items())), total

    def _merged(self, node: Any, pointer: str) -> Iterator[tuple[dict[str, JSON], int]]:
        for part in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            value, size = self._sized(part, pointer)
            if not isinstance(value, dict):
                self._fail("load/key", "'<<' merges mappings only", part, pointer)
            yield value, size

    def _scalar(self, node: Any) -> JSON:
        text: str = node.value
        if node.style:  # quoted or block text; '' is plain
            return text
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if _INT.fullmatch(text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        return float(text) if _FLOAT.fullmatch(text) else text

    def _at(self, node: Any, pointer: str) -> Position:
        return Position(self._name, node.start_mark.line + 1, node.start_mark.column + 1, pointer)

    def _fail(self, rule: str, message: str, node: Any, pointer: str) -> None:
        self._diagnostics.error(rule, message, self._at(node, pointer))
        raise LoadError(self._name)
