"""Constraints and indexes of the code graph, and the version that decides whether it must be rebuilt."""

from typing import Final, LiteralString

from handlers.graph.store import GraphStore

SCHEMA_VERSION: Final = 2
"""Raise it when labels, properties or uids change: every project is then loaded again from its facts."""

SCHEMA: Final[tuple[LiteralString, ...]] = (
    "CREATE CONSTRAINT project_uid IF NOT EXISTS FOR (n:Project) REQUIRE n.uid IS UNIQUE",
    "CREATE CONSTRAINT file_uid IF NOT EXISTS FOR (n:File) REQUIRE n.uid IS UNIQUE",
    "CREATE CONSTRAINT module_uid IF NOT EXISTS FOR (n:Module) REQUIRE n.uid IS UNIQUE",
    "CREATE CONSTRAINT class_uid IF NOT EXISTS FOR (n:Class) REQUIRE n.uid IS UNIQUE",
    "CREATE CONSTRAINT function_uid IF NOT EXISTS FOR (n:Function) REQUIRE n.uid IS UNIQUE",
    "CREATE CONSTRAINT external_uid IF NOT EXISTS FOR (n:External) REQUIRE n.uid IS UNIQUE",
    "CREATE INDEX module_owner IF NOT EXISTS FOR (n:Module) ON (n.owner)",
    "CREATE INDEX class_owner IF NOT EXISTS FOR (n:Class) ON (n.owner)",
    "CREATE INDEX function_owner IF NOT EXISTS FOR (n:Function) ON (n.owner)",
    "CREATE INDEX file_project IF NOT EXISTS FOR (n:File) ON (n.project)",
    "CREATE INDEX module_project IF NOT EXISTS FOR (n:Module) ON (n.project)",
    "CREATE INDEX class_project IF NOT EXISTS FOR (n:Class) ON (n.project)",
    "CREATE INDEX function_project IF NOT EXISTS FOR (n:Function) ON (n.project)",
    "CREATE INDEX external_project IF NOT EXISTS FOR (n:External) ON (n.project)",
    "CREATE INDEX class_name IF NOT EXISTS FOR (n:Class) ON (n.name)",
    "CREATE INDEX function_name IF NOT EXISTS FOR (n:Function) ON (n.name)",
)


async def prepare(store: GraphStore) -> None:
    """Create missing constraints and indexes. A schema statement has to be alone in its transaction on Neo4j."""
    for statement in SCHEMA:
        await store.write([(statement, {})])


def stamp(store: GraphStore) -> str:
    """Schema version and engine of the stored graph; a project with another stamp is loaded again."""
    return f"schema {SCHEMA_VERSION}, {store.engine}"
