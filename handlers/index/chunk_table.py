"""The chunks of a project: text, location and words. Blocking."""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import astuple

from handlers.index.facts import Chunk
from handlers.index.origin import Origin
from handlers.index.records import StoredChunk
from handlers.vectors.words import words


class ChunkTable:
    """Changes belong to a transaction of the caller."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def insert(self, path: str, chunks: Iterable[Chunk]) -> None:
        for chunk in chunks:
            digest = hashlib.sha256(f"{path}\n{chunk.text}".encode()).hexdigest()[:32]
            cursor = self._db.execute(
                "INSERT INTO chunk (path, kind, symbol, start_line, end_line, text, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (path, *astuple(chunk), digest),
            )
            text = " ".join(words(f"{path}\n{chunk.text}"))
            self._db.execute("INSERT INTO chunk_words (rowid, words) VALUES (?, ?)", (cursor.lastrowid, text))

    def delete(self, path: str) -> None:
        self._db.execute("DELETE FROM chunk_words WHERE rowid IN (SELECT id FROM chunk WHERE path = ?)", (path,))
        self._db.execute("DELETE FROM chunk WHERE path = ?", (path,))

    def hashes(self, prefix: str = "") -> dict[str, None]:
        """Ids of all vectors that should exist for paths that begin with `prefix`, in the order of the files."""
        query = "SELECT hash FROM chunk WHERE substr(path, 1, length(?)) = ? GROUP BY hash ORDER BY min(path), min(id)"
        return dict.fromkeys(row[0] for row in self._db.execute(query, (prefix, prefix)))

    def get(self, hashes: Iterable[str], *, once: bool = False) -> list[StoredChunk]:
        """The chunks with these hashes in their order. Equal text in several places is returned for each, or `once`."""
        query = "SELECT hash, path, kind, symbol, start_line, end_line, text FROM chunk WHERE hash = ? ORDER BY id"
        query += " LIMIT 1" if once else ""
        return [StoredChunk(*row) for digest in hashes for row in self._db.execute(query, (digest,))]

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
        for digest, score in rows:
            scores[digest] = max(score, scores.get(digest, score))
        return scores

    def origins(self, hashes: Iterable[str]) -> dict[str, Origin]:
        """The origin of the file of each chunk."""
        query = "SELECT test, generated FROM chunk JOIN file USING (path) WHERE hash = ? LIMIT 1"
        rows = ((digest, self._db.execute(query, (digest,)).fetchone()) for digest in hashes)
        return {digest: Origin(bool(row[0]), bool(row[1])) for digest, row in rows if row is not None}
