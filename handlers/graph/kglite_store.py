"""The embedded graph: a kglite file owned by this process."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, LiteralString

import kglite

from handlers.graph.store import GraphError, GraphTimeoutError, GraphUnavailableError, Row, Statement

kglite.set_query_warning_policy("silent")


class KgliteStore:
    """Reads run side by side on snapshots; writes take turns.

    `durable="normal"` survives the death of the process but not of the machine: enough, as the graph can be rebuilt.
    """

    def __init__(self, path: Path) -> None:
        """Open or create `path`; GraphUnavailableError: another process has it, GraphError: it is damaged."""
        try:
            self._session = kglite.open_session(str(path), durable="normal")
        except kglite.WriterLeaseHeldError as error:
            raise GraphUnavailableError(f"{path} is in use by another process; stop that one first") from error
        except (kglite.KgError, OSError, RuntimeError) as error:
            raise GraphError(f"{path} cannot be opened: {error}") from error
        # A begin() transaction conflicts with any commit since it began, so writers take turns here.
        self._writing = asyncio.Lock()

    @property
    def engine(self) -> str:
        return f"kglite {version('kglite')}"

    async def read(self, query: LiteralString, /, *, within: float = 10, **parameters: Any) -> list[Row]:
        def work() -> list[Row]:
            with _errors():
                rows: list[Row] = self._session.cypher(
                    query, params=parameters, timeout_ms=_milliseconds(within)
                ).to_dicts()
                return rows

        return await asyncio.to_thread(work)

    async def write(self, statements: Sequence[Statement], /, *, within: float = 60) -> None:
        def work() -> None:
            with _errors(), self._session.begin() as transaction:
                for query, parameters in statements:
                    transaction.cypher(query, params=dict(parameters), timeout_ms=_milliseconds(within))

        async with self._writing:
            running = asyncio.ensure_future(asyncio.to_thread(work))
            try:
                await asyncio.shield(running)
            except asyncio.CancelledError:
                # A cancelled caller keeps the lock until its thread has finished writing.
                await asyncio.wait([running])
                running.exception()  # looked at, so that the loop doesn't log it as forgotten
                raise

    async def close(self) -> None:
        async with self._writing:
            if not self._session.closed:
                await asyncio.to_thread(self._session.close)


def _milliseconds(seconds: float) -> int:
    return max(1, int(seconds * 1000))  # 0 would mean "no limit"


@contextmanager
def _errors() -> Iterator[None]:
    """Turn the engine's exceptions into those of this package."""
    try:
        yield
    except kglite.CypherTimeoutError as error:
        raise GraphTimeoutError(str(error)) from error
    except kglite.KgError as error:
        raise GraphError(str(error)) from error
