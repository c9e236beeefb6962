"""The SQLite file that holds the facts of one project: opening, migration, transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_database(path: Path) -> sqlite3.Connection:
    """Open or create the file (mode 0600) with the tables of schema.sql."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;")
    db.executescript(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))
    path.chmod(0o600)
    _migrate(db)
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE to COMMIT, or ROLLBACK when the body raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def read_meta(db: sqlite3.Connection, key: str) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def write_meta(db: sqlite3.Connection, key: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _migrate(db: sqlite3.Connection) -> None:
    """Add the columns that earlier versions lack. Their facts can be searched until the next run parses the files."""
    if _is_current(db):
        return
    with transaction(db):
        if _is_current(db):  # another connection was first
            return
        if "generated" not in _columns(db, "file"):
            for column in ("reason TEXT NOT NULL DEFAULT ''", "test INTEGER NOT NULL DEFAULT 0"):
                db.execute(f"ALTER TABLE file ADD COLUMN {column}")
            db.execute("ALTER TABLE file ADD COLUMN generated INTEGER NOT NULL DEFAULT 0")
            # `status` was also the reason
            db.execute(
                "UPDATE file SET reason = status, status = 'skipped' WHERE status NOT IN ('ok', 'partial', 'deleted')"
            )
        if "mentions" not in _columns(db, "import"):
            db.execute("ALTER TABLE import ADD COLUMN mentions TEXT NOT NULL DEFAULT ''")


def _is_current(db: sqlite3.Connection) -> bool:
    return "generated" in _columns(db, "file") and "mentions" in _columns(db, "import")


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
