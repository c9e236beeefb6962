"""What a graph engine must do; both engines pass the one behaviour suite in tests/handlers/graph."""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString, Protocol

Row = dict[str, Any]
Statement = tuple[LiteralString, Mapping[str, Any]]


class GraphError(Exception):
    """The engine refused or failed; the message is fit for a person."""


class GraphUnavailableError(GraphError):
    """The engine cannot be opened or reached: wrong address, wrong key, or another process owns the file."""


class GraphTimeoutError(GraphError):
    """The query ran longer than its limit and was stopped by the engine."""


class GraphStore(Protocol):
    """A graph that answers Cypher. Queries are literals: values travel as parameters, never inside the text."""

    @property
    def engine(self) -> str:
        """Name and version, for health and for the rebuild rule: `kglite 0.21.2`, `neo4j 5.26.12`."""
        ...

    async def read(self, query: LiteralString, /, *, within: float = 10, **parameters: Any) -> list[Row]:
        """Answer a read-only query as rows of scalars, lists and maps; `within` in seconds."""
        ...

    async def write(self, statements: Sequence[Statement], /, *, within: float = 60) -> None:
        """Run all statements in one transaction: either every one is kept, or none."""
        ...

    async def close(self) -> None:
        """Keep what was written and let the engine go; a second call does nothing."""
        ...
