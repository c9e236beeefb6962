"""The facts of one project in SQLite, from which graph and vectors are derived. Blocking: call it off the loop."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Literal, Self

from handlers.index.changes import STAR, changed_names, mentions
from handlers.index.facts import Chunk, FileFacts, FileStatus, Import, Reference, Symbol
from handlers.index.names import ProjectNames
from handlers.index.origin import Origin
from handlers.index.python import GRAMMAR
from handlers.index.walk import Candidate
from handlers.vectors.words import words

INDEXER_VERSION = f"4, {GRAMMAR}"
"""Raise the number when the same bytes give other facts: every file is then read again."""

_FILE_COLUMNS = "path, size, mtime_ns, sha256, lines, status, dirty, reason, test, generated"
_SYMBOL_COLUMNS = tuple(field.name for field in fields(Symbol))


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is known of a file; `dirty` as in schema.sql."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    lines: int
    status: FileStatus | Literal["deleted"]
    dirty: int
    reason: str
    """Why the file is neither ok nor deleted."""
    test: bool
    generated: bool

    @property
    def deleted(self) -> bool:
        return self.status == "deleted"


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk and where it stands; `hash` is the id of its vector."""

    hash: str
    path: str
    kind: str
    symbol: str
    start_line: int
    end_line: int
    text: str

    @property
    def embedded_text(self) -> str:
        """What the model reads. The path in front was measured to help (MRR .721 to .747)."""
        return f"{self.path}\n{self.text}"


class FactStore:
    """One connection to one project's facts. Each method that changes facts is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or create the file; facts of another indexer version are read anew by the next index."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;")
        db.executescript(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))
        path.chmod(0o600)
        _add_columns(db)
        store = cls(db)
        if store.meta("indexer") != INDEXER_VERSION:
            with store._transaction():
                db.execute("UPDATE file SET sha256 = '', mtime_ns = 0 WHERE status <> 'deleted'")
                store._set_meta("indexer", INDEXER_VERSION)
        return store

    def close(self) -> None:
        self._db.close()

    # -- files and their facts -----------------------------------------------------------------------------------

    def files(self) -> dict[str, FileRecord]:
        """All known files by path, deleted ones included until the graph has forgotten them."""
        return {record.path: record for record in self._files("")}

    def outcomes(self, statuses: Sequence[FileStatus], limit: int = -1, offset: int = 0) -> list[FileRecord]:
        """Files with one of these statuses by path, at most `limit` from the one at `offset` on."""
        marks = ", ".join("?" * len(statuses))
        return self._files(f"WHERE status IN ({marks}) ORDER BY path LIMIT ? OFFSET ?", *statuses, limit, offset)

    def _files(self, where: str, *parameters: str | int) -> list[FileRecord]:
        rows = self._db.execute(f"SELECT {_FILE_COLUMNS} FROM file {where}", parameters)
        return [FileRecord(*row) for row in rows]

    def touch(self, seen: Candidate) -> None:
        """The file's bytes are as known, only its time is new."""
        self._db.execute("UPDATE file SET mtime_ns = ?, size = ? WHERE path = ?", (seen.mtime_ns, seen.size, seen.path))

    def replace(self, seen: Candidate, sha256: str, facts: FileFacts, origin: Origin) -> None:
        """Put the new facts of a file in place of the old."""
        status: FileStatus = "partial" if facts.incomplete else "ok"
        with self._transaction():
            self._note_changes(seen.path, facts)
            self._delete_facts(seen.path)
            self._put_file(seen, sha256, facts.lines, status, facts.incomplete, origin)
            self._insert_facts(facts)

    def leave_out(self, seen: Candidate, status: FileStatus, reason: str, origin: Origin, sha256: str = "") -> None:
        """Nothing of the file is known, for this reason. The next run reads a failed file without a digest again."""
        seen = replace(seen, mtime_ns=0) if status == "failed" and not sha256 else seen
        with self._transaction():
            self._note_changes(seen.path, None)
            self._delete_facts(seen.path)
            self._put_file(seen, sha256, 0, status, reason, origin)

    def fail(self, path: str, reason: str) -> None:
        """A later step failed on the file: its facts stay, and the next run does it again."""
        self._db.execute(
            "UPDATE file SET status = 'failed', reason = ?, sha256 = '', mtime_ns = 0 WHERE path = ?", (reason, path)
        )

    def drop_facts(self, path: str) -> None:
        """Forget all but the file's own row, because the graph cannot hold the rest."""
        with self._transaction():
            self._note_changes(path, None)
            self._delete_facts(path)

    def forget(self, path: str) -> None:
        """The file is gone; its row stays as `deleted` until the graph has forgotten it too."""
        with self._transaction():
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
        for source, kind, chain, line, count in rows:
            yield Reference(source, kind, tuple(chain.split(".")), line, count)

    def inheritance(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every class with the chain of each of its bases, in order."""
        rows = self._db.execute("SELECT source, chain FROM ref WHERE kind = 'inherit' ORDER BY rowid")
        for source, chain in rows:
            yield source, tuple(chain.split("."))

    def imports(self, path: str) -> Iterator[Import]:
        """Imports of one file in reading order."""
        rows = self._db.execute(
            "SELECT module, name, bound, line, lazy FROM import WHERE path = ? ORDER BY rowid", (path,)
        )
        for module, name, bound, line, lazy in rows:
            yield Import(module, name, bound, line, bool(lazy))

    def prefix(self, path: str) -> str | None:
        """What the paths begin with that `path`, a file or folder, stands for; None when it is not indexed."""
        path = path.strip("/").removeprefix("./")
        if path in ("", "."):
            return ""
        below = "SELECT 1 FROM file WHERE status <> 'deleted' AND substr(path, 1, length(?1)) = ?1 LIMIT 1"
        if self._db.execute("SELECT 1 FROM file WHERE status <> 'deleted' AND path = ?", (path,)).fetchone():
            return path
        return f"{path}/" if self._db.execute(below, (f"{path}/",)).fetchone() else None

    def names(self) -> ProjectNames:
        """What every name of the project means, over all files."""
        modules = dict(self._db.execute("SELECT path, descriptor FROM symbol WHERE kind = 'module'"))
        imports: dict[str, list[Import]] = {descriptor: [] for descriptor in modules.values()}
        rows = self._db.execute("SELECT path, module, name, bound, line, lazy FROM import ORDER BY rowid")
        for path, module, name, bound, line, lazy in rows:
            imports[modules[path]].append(Import(module, name, bound, line, bool(lazy)))
        return ProjectNames.of(self.symbols(), imports.items(), self.inheritance())

    def mentioned(self, names: Iterable[str]) -> set[str]:
        """Those of `names` that some file refers to."""
        query = "SELECT 1 FROM mention WHERE name = ? LIMIT 1"
        return {name for name in names if self._db.execute(query, (name,)).fetchone()}

    # -- what the graph does not know yet ------------------------------------------------------------------------

    def mark_dirty(self) -> None:
        """Mark the files whose edges may have changed, following renamed imports and base classes to the end."""
        with self._transaction():
            self._close_over_changes()
            if self._db.execute("SELECT 1 FROM changed WHERE name = ?", (STAR,)).fetchone():
                self._db.execute("UPDATE file SET dirty = 1 WHERE dirty = 0")
            else:
                self._db.execute(
                    "UPDATE file SET dirty = 1 WHERE dirty = 0 AND path IN "
                    "(SELECT path FROM mention WHERE name IN (SELECT name FROM changed))"
                )
            self._db.execute("DELETE FROM changed")

    def start_build(self, build: str) -> None:
        """The graph has lost this project: everything has to be written again, under the name `build`."""
        with self._transaction():
            self._set_meta("build", build)
            self._db.execute("DELETE FROM file WHERE status = 'deleted'")
            self._db.execute("UPDATE file SET dirty = 2")

    def dirty(self, level: int) -> list[FileRecord]:
        """Files that miss nodes and edges (2) or at least edges (1) in the graph, by path."""
        return self._files("WHERE dirty >= ? ORDER BY path", level)

    def settle(self, paths: Sequence[str], level: int) -> None:
        """The graph has what it missed of these files down to `level`; deleted files with nothing left are dropped."""
        with self._transaction():
            self._db.executemany("UPDATE file SET dirty = ? WHERE path = ?", [(level, path) for path in paths])
            self._db.execute("DELETE FROM file WHERE status = 'deleted' AND dirty = 0")

    def next_generation(self) -> int:
        """A number larger than any before, for the nodes that this run writes."""
        generation = int(self.meta("generation") or "0") + 1
        self.set_meta("generation", str(generation))
        return generation

    def meta(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        with self._transaction():
            self._set_meta(key, value)

    # -- chunks --------------------------------------------------------------------------------------------------

    def chunk_hashes(self, prefix: str = "") -> dict[str, None]:
        """Ids of all vectors that there should be, in the order of the files, of those whose path starts so."""
        query = "SELECT hash FROM chunk WHERE substr(path, 1, length(?)) = ? GROUP BY hash ORDER BY min(path), min(id)"
        return dict.fromkeys(row[0] for row in self._db.execute(query, (prefix, prefix)))

    def chunks(self, hashes: Iterable[str], *, once: bool = False) -> list[StoredChunk]:
        """The chunks with these hashes in their order; equal text may stand in several places, but for `once`."""
        query = "SELECT hash, path, kind, symbol, start_line, end_line, text FROM chunk WHERE hash = ? ORDER BY id"
        query += " LIMIT 1" if once else ""
        return [StoredChunk(*row) for wanted in hashes for row in self._db.execute(query, (wanted,))]

    def rank_by_words(self, query: str) -> dict[str, float]:
        """BM25 score of every chunk that shares a word with `query`, by hash; larger is better."""
        # Words are letters and digits only, so nothing of the query's own syntax reaches FTS5.
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(words(query)))
        if not match:
            return {}
        rows = self._db.execute(
            "SELECT chunk.hash, -bm25(chunk_words) FROM chunk_words JOIN chunk ON chunk.id = chunk_words.rowid "
            "WHERE chunk_words MATCH ?",
            (match,),
        )
        scores: dict[str, float] = {}
        for found, score in rows:
            scores[found] = max(score, scores.get(found, score))
        return scores

    def origins(self, hashes: Iterable[str]) -> dict[str, Origin]:
        """What the files of these chunks are."""
        query = "SELECT test, generated FROM chunk JOIN file USING (path) WHERE hash = ? LIMIT 1"
        rows = ((name, self._db.execute(query, (name,)).fetchone()) for name in hashes)
        return {name: Origin(bool(row[0]), bool(row[1])) for name, row in rows if row is not None}

    def counts(self) -> dict[str, int]:
        """How many files there are by status, and symbols and chunks; `files` are those that can be found."""
        count = {"ok": 0, "partial": 0, "skipped": 0, "failed": 0}
        count |= self._db.execute("SELECT status, count(*) FROM file WHERE status <> 'deleted' GROUP BY status")
        for table in ("symbol", "chunk"):
            count[table + "s"] = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return count | {"files": count["ok"] + count["partial"]}

    # -- inside a transaction ------------------------------------------------------------------------------------

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._db)

    def _set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _note_changes(self, path: str, after: FileFacts | None) -> None:
        names = changed_names(self.facts(path), after)
        self._db.executemany("INSERT OR IGNORE INTO changed VALUES (?)", [(name,) for name in names])

    def _close_over_changes(self) -> None:
        """Add names that get another meaning through a changed one: re-exports under new names, and subclasses."""
        following: dict[str, set[str]] = {}
        for module, name, bound in self._db.execute("SELECT module, name, bound FROM import"):
            for source in (module.rsplit(".", 1)[-1], name or ""):
                following.setdefault(source, set()).add(bound)
        names = dict(self._db.execute("SELECT descriptor, name FROM symbol WHERE kind = 'class'"))
        for owner, chain in self.inheritance():
            for source in chain:
                following.setdefault(source, set()).add(names[owner])
        changed = {row[0] for row in self._db.execute("SELECT name FROM changed")}
        grown, pending = set(changed), list(changed)
        while pending:
            new = following.get(pending.pop(), set()) - grown
            grown |= new
            pending += new
        self._db.executemany("INSERT INTO changed VALUES (?)", [(name,) for name in grown - changed])

    def _delete_facts(self, path: str) -> None:
        self._db.execute("DELETE FROM chunk_words WHERE rowid IN (SELECT id FROM chunk WHERE path = ?)", (path,))
        for table in ("symbol", "ref", "import", "mention", "chunk"):
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
        self._db.executemany(
            "INSERT INTO import VALUES (?, ?, ?, ?, ?, ?)", [(path, *astuple(i)) for i in facts.imports]
        )
        self._db.executemany("INSERT INTO mention VALUES (?, ?)", [(name, path) for name in mentions(facts)])
        for chunk in facts.chunks:
            self._insert_chunk(path, chunk)

    def _insert_chunk(self, path: str, chunk: Chunk) -> None:
        digest = hashlib.sha256(f"{path}\n{chunk.text}".encode()).hexdigest()[:32]
        cursor = self._db.execute(
            "INSERT INTO chunk (path, kind, symbol, start_line, end_line, text, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (path, *astuple(chunk), digest),
        )
        text = " ".join(words(f"{path}\n{chunk.text}"))
        self._db.execute("INSERT INTO chunk_words (rowid, words) VALUES (?, ?)", (cursor.lastrowid, text))


def _add_columns(db: sqlite3.Connection) -> None:
    """Facts of an earlier version, whose `status` was also the reason; they answer until they are read anew."""

    def complete() -> bool:
        return any(row[1] == "generated" for row in db.execute("PRAGMA table_info(file)"))

    if complete():
        return
    with _Transaction(db):
        if complete():  # another connection was first
            return
        for column in ("reason TEXT NOT NULL DEFAULT ''", "test INTEGER NOT NULL DEFAULT 0"):
            db.execute(f"ALTER TABLE file ADD COLUMN {column}")
        db.execute("ALTER TABLE file ADD COLUMN generated INTEGER NOT NULL DEFAULT 0")
        db.execute(
            "UPDATE file SET reason = status, status = 'skipped' WHERE status NOT IN ('ok', 'partial', 'deleted')"
        )


class _Transaction:
    """BEGIN IMMEDIATE to COMMIT, or ROLLBACK when the body raises."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")
