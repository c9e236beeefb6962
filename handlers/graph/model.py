"""The shape of the code graph: its labels, edge kinds and the typed rows that it accepts and returns.

Nodes carry `uid` (unique, `{project}|{language}|{descriptor}`), `project`, `owner` (uid of the file they come from) and
`gen` (the index run that last wrote them). Edges belong to the file of their source.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Label = Literal["Project", "File", "Module", "Class", "Function", "External"]
EdgeKind = Literal["CONTAINS", "DEFINES", "IMPORTS", "CALLS", "REFERENCES", "INHERITS"]
Confidence = Literal["exact", "name"]
"""`exact`: resolved through scopes and imports. `name`: only the name matches, so it is a guess."""

EXACT: tuple[Confidence, ...] = ("exact",)
ANY: tuple[Confidence, ...] = ("exact", "name")


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node to write; values of `properties` are scalars and never None, which the engines treat differently."""

    label: Label
    uid: str
    properties: dict[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge to write: `count` uses of the target by the source, the first of them on `line` (1-based)."""

    source: str
    kind: EdgeKind
    target: str
    confidence: Confidence = "exact"
    count: int = 1
    line: int = 0
    lazy: bool = False
    """For imports: only inside functions or under TYPE_CHECKING, so that it makes no cycle at start."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node read back. `kind` is function, method, property, class, module, file or external; lines are 1-based."""

    uid: str
    kind: str
    name: str
    qname: str
    path: str
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge read back."""

    source: str
    target: str
    kind: str
    confidence: str
    count: int
    line: int


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes by rising distance from the start, which is not among them, and the edges that led to them."""

    nodes: tuple[Node, ...]
    depths: dict[str, int]
    """Hops from the start by uid; the start has 0."""
    edges: tuple[Edge, ...]
    truncated: bool
    """True when the limit cut nodes off."""


def label_of(uid: str) -> Label:
    """The label of a node by its uid: descriptors of symbols end in `().`, `#` or `/` as SCIP writes them."""
    _, _, rest = uid.partition("|")
    if not rest:
        return "Project"
    language, _, descriptor = rest.partition("|")
    if language == "ext":
        return "External"
    if language == "file":
        return "File"
    return "Function" if descriptor.endswith(").") else "Class" if descriptor.endswith("#") else "Module"
