"""What is known of one source file, from its bytes alone; everything else is derived from these values."""

from dataclasses import dataclass
from typing import Literal

FileStatus = Literal["ok", "partial", "skipped", "failed"]
"""`partial`: parts could not be read. `skipped`: not read on purpose. `failed`: an error stopped work on this file."""

NOT_WHOLE: tuple[FileStatus, ...] = ("partial", "skipped", "failed")

SymbolKind = Literal["module", "class", "function", "method", "property"]
ReferenceKind = Literal["call", "use", "inherit"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A definition. `descriptor` is unique in its language and stable over moved lines: `pkg/mod/Cls#meth().`.

    It follows SCIP (https://github.com/sourcegraph/scip, symbol grammar): `/` ends a namespace, `#` a type, `().` a
    function; the second definition of a name in one scope is `meth(+1).`. Lines are 1-based and inclusive.
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
    """First line of the documentation string."""
    is_async: bool = False
    decorated: bool = False
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
    """One imported name. `module` keeps leading dots; `name` is None for `import a.b` and `*` for a star import."""

    module: str
    name: str | None
    bound: str
    line: int
    lazy: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file that is found by meaning; `text` may be cut, the lines say the whole piece."""

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
