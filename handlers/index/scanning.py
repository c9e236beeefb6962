"""The first step of a run: parse changed files to facts, each file separately."""

import hashlib
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handlers.index.control import Control, IndexCancelledError, describe
from handlers.index.facts import FileStatus
from handlers.index.journal import MAX_ENDS, Journal
from handlers.index.language import Languages
from handlers.index.origin import Origin, origin_of
from handlers.index.reading import UnreadableError, VanishedError, read
from handlers.index.records import FileRecord
from handlers.index.store import FactStore
from handlers.index.walk import Candidate, candidates

_CLOCK_TICK = 2_000_000_000  # nanoseconds: files written within them may bear the same time (ext4: 4 ms, FAT: 2 s)


@dataclass(slots=True)
class Scan:
    """Blocking: run it in a thread."""

    root: Path
    store: FactStore
    journal: Journal
    languages: Languages
    exclude: Sequence[str]
    control: Control

    def run(self) -> tuple[int, int]:
        """Bring the facts up to date; how many files changed and how many were deleted."""
        records = self.store.files()
        seen: dict[str, Candidate] = {}
        for candidate in candidates(self.root, self.languages.suffixes, self.exclude, self.control.check):
            seen.setdefault(candidate.path, candidate)
        gone = [path for path, record in records.items() if path not in seen and not record.deleted]
        for path in gone:
            self.control.check()
            self.store.forget(path)
        stale = [candidate for candidate in seen.values() if _may_differ(candidate, records.get(candidate.path))]
        self.control.report("parsing", 0, len(stale))
        changed = 0
        for done, candidate in enumerate(stale, 1):
            self.control.check()
            changed += self._update(candidate, records.get(candidate.path))
            self.control.report("parsing", done, len(stale))
        return changed, len(gone)

    def _update(self, seen: Candidate, previous: FileRecord | None) -> bool:
        """Store the facts of one file, or the reason why it has none; False when nothing changed."""
        if time.time_ns() - seen.mtime_ns < _CLOCK_TICK:
            seen = replace(seen, mtime_ns=0)  # the next edit may have this time and size too: look again next time
        origin = origin_of(seen.path, marked=seen.generated)
        try:
            return self._read(seen, previous)
        except VanishedError:
            if previous is not None and not previous.deleted:
                self.store.forget(seen.path)
            return previous is not None and not previous.deleted
        except UnreadableError as error:
            return self._leave_out(seen, previous, error.status, str(error), origin)
        except (sqlite3.OperationalError, IndexCancelledError):
            raise  # such as a full disk: every other file would fail too
        except Exception as error:  # noqa: BLE001 - whatever one file does to the parser, the others are indexed
            return self._leave_out(seen, previous, "failed", describe(error), origin)

    def _read(self, seen: Candidate, previous: FileRecord | None) -> bool:
        if seen.problem is not None:
            raise seen.problem
        source = read(self.root, seen.path)
        digest = hashlib.sha256(source).hexdigest()
        origin = origin_of(seen.path, source, marked=seen.generated)
        if (
            previous is not None
            and not previous.deleted
            and (previous.sha256, previous.test, previous.generated)
            == (
                digest,
                origin.test,
                origin.generated,
            )
        ):
            self.store.touch(seen)
            return False
        if self.journal.ends(seen.path) >= MAX_ENDS:
            # With its digest, so that it is not tried again before it changes.
            reason = f"the process ended {MAX_ENDS} times while this file was read"
            self.store.leave_out(seen, "failed", reason, origin, digest)
            self.journal.end(seen.path)
            return True
        language = self.languages.of_path(seen.path)
        if language is None:
            raise UnreadableError("not a source file of an indexed language")
        self.journal.begin(seen.path)
        facts = language.parse(seen.path, source)
        self.store.replace(seen, digest, facts, origin)
        self.journal.end(seen.path)
        return True

    def _leave_out(
        self, seen: Candidate, previous: FileRecord | None, status: FileStatus, reason: str, origin: Origin
    ) -> bool:
        self.journal.end(seen.path)
        if previous is not None and (previous.status, previous.reason) == (status, reason):
            if status != "failed":
                self.store.touch(seen)
            return False
        self.store.leave_out(seen, status, reason, origin)
        return True


def _may_differ(seen: Candidate, previous: FileRecord | None) -> bool:
    return (
        previous is None
        or previous.deleted
        or seen.problem is not None
        or (seen.generated and not previous.generated)
        or (previous.size, previous.mtime_ns) != (seen.size, seen.mtime_ns)
    )
