"""The facts of one source file, from its bytes alone; everything else is derived from these values."""

from dataclasses import dataclass
from typing import Literal

FileStatus = Literal["ok", "partial", "skipped", "failed"]
"""`partial`: parts could not be read. `skipped`: not read on purpose. `failed`: an error stopped work on this file."""

NOT_WHOLE: tuple[FileStatus, ...] = ("partial", "skipped", "failed")

SymbolKind = Literal["module", "class", "function", "method", "property"]
ReferenceKind = Literal["call", "use", "inherit"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A definition. `descriptor` is unique in its project and stable over moved lines: `py|pkg/mod/Cls#meth().`.

    The part before `|` is the code of the language. The rest follows SCIP (https://github.com/sourcegraph/scip, symbol
    grammar): `/` ends a namespace, `#` a type, `().` a function; the second definition of a name in one scope is
    `meth(+1).`. Lines are 1-based and inclusive.
    """

    descriptor: str
    parent: str | None
    kind: SymbolKind
    name: str
    qname: str
    start_line: int
    end_line: int
    signature: str = ""
    doc: str = ""
    """First line of the documentation string or comment."""
    is_async: bool = False
    decorated: bool = False
    """A decorator, or an export to any caller, may pass it on."""
    in_subclass: bool = False
    """A method of a class that has bases, so that it may be called through one of them."""
    bases: int = 0
    complexity: int = 1
    body_sha: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """`count` uses of `chain` inside the symbol `source`, the first on `line`.

    `chain` is the dotted expression: `("store", "read")`. A first part of `""` stands for any other expression, as in
    `open(p).read`, and `"super()"` for a call of super.
    """

    source: str
    kind: ReferenceKind
    chain: tuple[str, ...]
    line: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Import:
    """An imported or re-exported name."""

    module: str
    """The module as the source names it, leading dots included; empty for a second name of something in this file."""
    name: str | None
    """The member of the module; None for the module itself and `*` for all its members."""
    bound: str
    """The name that it has in this file."""
    line: int
    lazy: bool = False
    """Not loaded together with this file: imports inside functions, or for type checkers only."""
    mentions: tuple[str, ...] = ()
    """Names of modules whose appearance decides where this leads; the last is that of the module itself."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file for search by meaning; `text` may be truncated, the lines are those of the whole piece."""

    kind: SymbolKind
    symbol: str
    """Qualified name of the definition."""
    start_line: int
    end_line: int
    text: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All facts of one file. `symbols[0]` is its module."""

    path: str
    lines: int
    incomplete: str
    """Why parts could not be read; empty where everything was."""
    symbols: tuple[Symbol, ...]
    references: tuple[Reference, ...]
    imports: tuple[Import, ...]
    chunks: tuple[Chunk, ...]


def language_code(descriptor: str) -> str:
    """The code of the language that a descriptor begins with."""
    return descriptor.partition("|")[0]
