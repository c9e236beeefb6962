"""What the graph still lacks of a project's facts. Blocking."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from handlers.index.changes import STAR
from handlers.index.database import read_meta, transaction, write_meta

Names = tuple[str, ...]


class GraphBacklog:
    """Files whose nodes or edges have to be written, and the names that changed since edges were last computed."""

    def __init__(self, db: sqlite3.Connection, inheritance: Callable[[], Iterable[tuple[str, Names]]]) -> None:
        """`inheritance` yields every class with the chain of each of its bases."""
        self._db = db
        self._inheritance = inheritance

    def build(self) -> str | None:
        """The name of the load that the facts believe the graph has; None before the first."""
        return read_meta(self._db, "build")

    def start_build(self, build: str) -> None:
        """The graph has lost this project: everything has to be written again, under the name `build`."""
        with transaction(self._db):
            write_meta(self._db, "build", build)
            self._db.execute("DELETE FROM file WHERE status = 'deleted'")
            self._db.execute("UPDATE file SET dirty = 2")

    def next_generation(self) -> int:
        """A number larger than any before, for the nodes that this run writes."""
        with transaction(self._db):
            generation = int(read_meta(self._db, "generation") or "0") + 1
            write_meta(self._db, "generation", str(generation))
        return generation

    def note_changes(self, names: Iterable[str]) -> None:
        """Add names that have another meaning now; part of the caller's transaction."""
        self._db.executemany("INSERT OR IGNORE INTO changed VALUES (?)", [(name,) for name in names])

    def mark_dirty(self) -> None:
        """Mark the files whose edges may have changed, following renamed imports and base classes to the end."""
        with transaction(self._db):
            self._close_over_changes()
            if self._db.execute("SELECT 1 FROM changed WHERE name = ?", (STAR,)).fetchone():
                self._db.execute("UPDATE file SET dirty = 1 WHERE dirty = 0")
            else:
                self._db.execute(
                    "UPDATE file SET dirty = 1 WHERE dirty = 0 AND path IN "
                    "(SELECT path FROM mention WHERE name IN (SELECT name FROM changed))"
                )
            self._db.execute("DELETE FROM changed")

    def settle(self, paths: Sequence[str], level: int) -> None:
        """The graph lacks at most `level` of these files; deleted files that it lacks nothing of are dropped."""
        with transaction(self._db):
            self._db.executemany("UPDATE file SET dirty = ? WHERE path = ?", [(level, path) for path in paths])
            self._db.execute("DELETE FROM file WHERE status = 'deleted' AND dirty = 0")

    def _close_over_changes(self) -> None:
        """Add names that get another meaning through a changed one: re-exports under new names, and subclasses."""
        following: dict[str, set[str]] = {}
        for mentions, name, bound in self._db.execute("SELECT mentions, name, bound FROM import"):
            for source in (mentions.rsplit("/", 1)[-1], name or ""):
                following.setdefault(source, set()).add(bound)
        names = dict(self._db.execute("SELECT descriptor, name FROM symbol WHERE kind = 'class'"))
        for owner, chain in self._inheritance():
            for source in chain:
                following.setdefault(source, set()).add(names[owner])
        changed = {row[0] for row in self._db.execute("SELECT name FROM changed")}
        closure, pending = set(changed), list(changed)
        while pending:
            new = following.get(pending.pop(), set()) - closure
            closure |= new
            pending += new
        self._db.executemany("INSERT INTO changed VALUES (?)", [(name,) for name in closure - changed])
