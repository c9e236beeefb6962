"""The facts of one project in SQLite; graph and vectors are derived from them. Blocking: call it off the event loop."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import Self

from handlers.index.changes import changed_names, mentions
from handlers.index.chunk_table import ChunkTable
from handlers.index.database import open_database, read_meta, transaction, write_meta
from handlers.index.facts import FileFacts, FileStatus, Import, Reference, Symbol
from handlers.index.graph_backlog import GraphBacklog
from handlers.index.origin import Origin
from handlers.index.records import FileRecord
from handlers.index.walk import Candidate

_FORMAT = 5
"""Raise it when the same bytes give other facts: every file is then parsed again."""

_FILE_COLUMNS = "path, size, mtime_ns, sha256, lines, status, dirty, reason, test, generated"
_SYMBOL_COLUMNS = tuple(field.name for field in fields(Symbol))
_IMPORT_COLUMNS = "module, name, bound, line, lazy, mentions"


class FactStore:
    """One connection to one project's facts. Each method that changes facts is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.chunks = ChunkTable(connection)
        self.backlog = GraphBacklog(connection, self.inheritance)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or create the file."""
        return cls(open_database(path))

    def close(self) -> None:
        self._db.close()

    def expire(self, languages: str) -> None:
        """Have every file parsed again when other `languages` (their versions) or another format made the facts."""
        version = f"{_FORMAT}, {languages}"
        if read_meta(self._db, "indexer") == version:
            return
        with transaction(self._db):
            self._db.execute("UPDATE file SET sha256 = '', mtime_ns = 0 WHERE status <> 'deleted'")
            write_meta(self._db, "indexer", version)

    def root(self) -> Path | None:
        """The folder of the last run; None before the first."""
        root = read_meta(self._db, "root")
        return None if root is None else Path(root)

    def set_root(self, root: Path) -> None:
        with transaction(self._db):
            write_meta(self._db, "root", str(root))

    # -- files ---------------------------------------------------------------------------------------------------

    def files(self) -> dict[str, FileRecord]:
        """All files by path, deleted ones included until the graph has dropped them."""
        return {record.path: record for record in self._files("")}

    def dirty(self, level: int) -> list[FileRecord]:
        """Files of which the graph lacks nodes and edges (2) or at least edges (1), by path."""
        return self._files("WHERE dirty >= ? ORDER BY path", level)

    def outcomes(self, statuses: Sequence[FileStatus], limit: int = -1, offset: int = 0) -> list[FileRecord]:
        """Files with one of these statuses by path, at most `limit` from the one at `offset` on."""
        marks = ", ".join("?" * len(statuses))
        return self._files(f"WHERE status IN ({marks}) ORDER BY path LIMIT ? OFFSET ?", *statuses, limit, offset)

    def _files(self, where: str, *parameters: str | int) -> list[FileRecord]:
        rows = self._db.execute(f"SELECT {_FILE_COLUMNS} FROM file {where}", parameters)
        return [FileRecord(*row) for row in rows]

    def touch(self, seen: Candidate) -> None:
        """Only the file's times have changed, not its bytes."""
        self._db.execute("UPDATE file SET mtime_ns = ?, size = ? WHERE path = ?", (seen.mtime_ns, seen.size, seen.path))

    def replace(self, seen: Candidate, sha256: str, facts: FileFacts, origin: Origin) -> None:
        """Put the new facts of a file in place of the old."""
        status: FileStatus = "partial" if facts.incomplete else "ok"
        with transaction(self._db):
            self._note_changes(seen.path, facts)
            self._delete_facts(seen.path)
            self._put_file(seen, sha256, facts.lines, status, facts.incomplete, origin)
            self._insert_facts(facts)

    def leave_out(self, seen: Candidate, status: FileStatus, reason: str, origin: Origin, sha256: str = "") -> None:
        """Keep a reason instead of facts. The next run reads a failed file again, unless it has a digest."""
        seen = replace(seen, mtime_ns=0) if status == "failed" and not sha256 else seen
        with transaction(self._db):
            self._note_changes(seen.path, None)
            self._delete_facts(seen.path)
            self._put_file(seen, sha256, 0, status, reason, origin)

    def fail(self, path: str, reason: str) -> None:
        """A later step failed on the file: its facts remain, and the next run parses it again."""
        self._db.execute(
            "UPDATE file SET status = 'failed', reason = ?, sha256 = '', mtime_ns = 0 WHERE path = ?", (reason, path)
        )

    def drop_facts(self, path: str) -> None:
        """Delete all but the file's own row, because the graph refuses the rest."""
        with transaction(self._db):
            self._note_changes(path, None)
            self._delete_facts(path)

    def forget(self, path: str) -> None:
        """The file was deleted; its row remains as `deleted` until the graph has dropped its nodes."""
        with transaction(self._db):
            self._note_changes(path, None)
            self._delete_facts(path)
            self._db.execute("UPDATE file SET status = 'deleted', sha256 = '', dirty = 2 WHERE path = ?", (path,))

    def facts(self, path: str) -> FileFacts | None:
        """A file's facts without its chunks; None when it has none."""
        symbols = tuple(self.symbols(path))
        record = self._db.execute("SELECT lines, reason FROM file WHERE path = ?", (path,)).fetchone()
        if not symbols or record is None:
            return None
        references, imports = tuple(self.references(path)), tuple(self.imports(path))
        return FileFacts(path, record[0], record[1], symbols, references, imports, ())

    def symbols(self, path: str | None = None) -> Iterator[Symbol]:
        """Symbols of one file with its module first, or of all files."""
        query = f"SELECT {', '.join(_SYMBOL_COLUMNS)} FROM symbol"
        rows = (
            self._db.execute(query)
            if path is None
            else self._db.execute(
                f"{query} WHERE path = ? ORDER BY parent IS NOT NULL, start_line, descriptor", (path,)
            )
        )
        for row in rows:
            values = dict(zip(_SYMBOL_COLUMNS, row, strict=True))
            yield Symbol(**values | {name: bool(values[name]) for name in ("is_async", "decorated", "in_subclass")})

    def references(self, path: str) -> Iterator[Reference]:
        """References of one file in reading order."""
        rows = self._db.execute(
            "SELECT source, kind, chain, line, count FROM ref WHERE path = ? ORDER BY rowid", (path,)
        )
        for source, reference_kind, chain, line, count in rows:
            yield Reference(source, reference_kind, tuple(chain.split(".")), line, count)

    def inheritance(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every class with the chain of each of its bases, in order."""
        rows = self._db.execute("SELECT source, chain FROM ref WHERE kind = 'inherit' ORDER BY rowid")
        for source, chain in rows:
            yield source, tuple(chain.split("."))

    def imports(self, path: str) -> Iterator[Import]:
        """Imports of one file in reading order."""
        rows = self._db.execute(f"SELECT {_IMPORT_COLUMNS} FROM import WHERE path = ? ORDER BY rowid", (path,))
        yield from (_import(*row) for row in rows)

    def imports_by_module(self) -> dict[str, list[Import]]:
        """Descriptor of every module to its imports in reading order."""
        modules = dict(self._db.execute("SELECT path, descriptor FROM symbol WHERE kind = 'module'"))
        imports: dict[str, list[Import]] = {descriptor: [] for descriptor in modules.values()}
        for path, *row in self._db.execute(f"SELECT path, {_IMPORT_COLUMNS} FROM import ORDER BY rowid"):
            imports[modules[path]].append(_import(*row))
        return imports

    def prefix(self, path: str) -> str | None:
        """The beginning of the paths at or below `path`, a file or folder; None when nothing there is indexed."""
        path = path.strip("/").removeprefix("./")
        if path in ("", "."):
            return ""
        below = "SELECT 1 FROM file WHERE status <> 'deleted' AND substr(path, 1, length(?1)) = ?1 LIMIT 1"
        if self._db.execute("SELECT 1 FROM file WHERE status <> 'deleted' AND path = ?", (path,)).fetchone():
            return path
        return f"{path}/" if self._db.execute(below, (f"{path}/",)).fetchone() else None

    def mentioned(self, names: Iterable[str]) -> set[str]:
        """Those of `names` that some file refers to."""
        query = "SELECT 1 FROM mention WHERE name = ? LIMIT 1"
        return {name for name in names if self._db.execute(query, (name,)).fetchone()}

    def counts(self) -> dict[str, int]:
        """Numbers of files by status, of symbols and of chunks; `files` are those with facts."""
        count = {"ok": 0, "partial": 0, "skipped": 0, "failed": 0}
        count |= self._db.execute("SELECT status, count(*) FROM file WHERE status <> 'deleted' GROUP BY status")
        for table in ("symbol", "chunk"):
            count[table + "s"] = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return count | {"files": count["ok"] + count["partial"]}

    # -- inside a transaction ------------------------------------------------------------------------------------

    def _note_changes(self, path: str, after: FileFacts | None) -> None:
        self.backlog.note_changes(changed_names(self.facts(path), after))

    def _delete_facts(self, path: str) -> None:
        self.chunks.delete(path)
        for table in ("symbol", "ref", "import", "mention"):
            self._db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def _put_file(
        self, seen: Candidate, sha256: str, lines: int, status: FileStatus, reason: str, origin: Origin
    ) -> None:
        self._db.execute(
            f"INSERT OR REPLACE INTO file ({_FILE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, 2, ?, ?, ?)",
            (seen.path, seen.size, seen.mtime_ns, sha256, lines, status, reason, origin.test, origin.generated),
        )

    def _insert_facts(self, facts: FileFacts) -> None:
        path = facts.path
        symbols = [(symbol.descriptor, path, *astuple(symbol)[1:]) for symbol in facts.symbols]
        self._db.executemany(f"INSERT INTO symbol VALUES ({', '.join('?' * 16)})", symbols)
        references = [(path, r.source, r.kind, ".".join(r.chain), r.line, r.count) for r in facts.references]
        self._db.executemany("INSERT INTO ref VALUES (?, ?, ?, ?, ?, ?)", references)
        imports = [(path, i.module, i.name, i.bound, i.line, i.lazy, "/".join(i.mentions)) for i in facts.imports]
        self._db.executemany(f"INSERT INTO import (path, {_IMPORT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", imports)
        self._db.executemany("INSERT INTO mention VALUES (?, ?)", [(name, path) for name in mentions(facts)])
        self.chunks.insert(path, facts.chunks)


def _import(module: str, name: str | None, bound: str, line: int, lazy: int, mentions: str) -> Import:
    return Import(module, name, bound, line, bool(lazy), tuple(mentions.split("/")) if mentions else ())
