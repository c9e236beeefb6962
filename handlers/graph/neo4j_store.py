"""The code graph on a Neo4j server (5.26 or later) over Bolt; several server processes may share it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, LiteralString, Self
from urllib.parse import urlsplit

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, Query, RoutingControl, unit_of_work
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable

from handlers.graph.store import GraphError, GraphTimeoutError, GraphUnavailableError, Row, Statement

SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
_RETRIES = 5  # seconds; the driver's default of 30 makes a request wait a minute for a server that is down
_TIMED_OUT = "TransactionTimedOut"  # part of several status codes, by who set the limit


class Neo4jStore:
    """One driver with its pool; make it with `Neo4jStore.connect`."""

    def __init__(self, driver: AsyncDriver, engine: str, database: str | None) -> None:
        self._driver, self._engine, self._database = driver, engine, database

    @classmethod
    async def connect(cls, url: str, *, auth: tuple[str, str] | None = None, database: str | None = None) -> Self:
        """Connect to `neo4j://host:port` or `bolt://host:port`; `auth` is (user, password), or None without one.

        Raises GraphUnavailableError with the address when no server answers there or the credentials are refused.
        """
        if urlsplit(url).scheme not in SCHEMES:
            raise GraphUnavailableError(f"{url}: a graph address starts with neo4j:// or bolt://")
        driver = AsyncGraphDatabase.driver(
            url,
            auth=auth,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            connection_timeout=5,
            max_transaction_retry_time=_RETRIES,
        )
        try:
            async with _errors(url):
                info = await driver.get_server_info()
        except GraphError:
            await driver.close()
            raise
        return cls(driver, info.agent.replace("Neo4j/", "neo4j "), database)

    @property
    def engine(self) -> str:
        return self._engine

    async def read(self, query: LiteralString, /, *, within: float = 10, **parameters: Any) -> list[Row]:
        async with _errors(self._engine):
            result = await self._driver.execute_query(
                Query(query, timeout=within),
                parameters,
                database_=self._database,
                routing_=RoutingControl.READ,
            )
            return [record.data() for record in result.records]

    async def write(self, statements: Sequence[Statement], /, *, within: float = 60) -> None:
        @unit_of_work(timeout=within)
        async def work(transaction: AsyncManagedTransaction) -> None:
            for query, parameters in statements:
                await _run(transaction, query, parameters)

        async with _errors(self._engine), self._driver.session(database=self._database) as session:
            await session.execute_write(work)

    async def close(self) -> None:
        await self._driver.close()


async def _run(transaction: AsyncManagedTransaction, query: LiteralString, parameters: Mapping[str, Any]) -> None:
    result = await transaction.run(query, dict(parameters))
    await result.consume()


@asynccontextmanager
async def _errors(where: str) -> AsyncIterator[None]:
    """Turn the driver's exceptions into those of this package."""
    try:
        yield
    except (ServiceUnavailable, AuthError) as error:
        raise GraphUnavailableError(f"the graph server {where} cannot be used: {error}") from error
    except Neo4jError as error:
        error_class = GraphTimeoutError if _TIMED_OUT in (error.code or "") else GraphError
        raise error_class(error.message or str(error)) from error
    except DriverError as error:
        raise GraphError(str(error)) from error
