"""Files that no parser, disk or engine likes: each has a status with a reason, and all others are indexed."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, LiteralString

import pytest

from handlers.graph.store import GraphError, GraphStore, Row, Statement
from handlers.index import scanning
from handlers.index.facts import NOT_WHOLE, FileFacts
from handlers.index.indexer import FileOutcome
from handlers.index.journal import MAX_ENDS
from handlers.index.language import Languages
from handlers.index.languages import parsing
from handlers.index.languages.python import Python
from handlers.index.reading import UnreadableError, read
from handlers.index.service import CodeIndex
from handlers.index.store import FactStore
from handlers.index.walk import candidates
from tests.support.vectors import HashEmbedder

GOOD = "def helper():\n    return 1\n\n\ndef user():\n    return helper()\n"
ALL = ("ok", *NOT_WHOLE)
SUFFIXES = frozenset({".py"})


@pytest.fixture
async def index(tmp_path: Path) -> AsyncIterator[CodeIndex]:
    index = await CodeIndex.open(tmp_path / "data", HashEmbedder("refused by the model"))
    yield index
    await index.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "good.py").write_text(GOOD)
    return tmp_path / "root"


async def outcomes(index: CodeIndex, root: Path) -> dict[str, tuple[str, str]]:
    """Index the folder; status and reason of every file but the good one, which has to be whole."""
    await index.index("p", root)
    files: Sequence[FileOutcome] = await index.outcomes("p", ALL, limit=1000)
    by_path: dict[str, tuple[str, str]] = {file.path: (file.status, file.reason) for file in files}
    assert by_path.pop("good.py") == ("ok", "")
    callees = await index.graph("p").callees("p|py|good/user().")
    assert [node.name for node in callees.nodes] == ["helper"]
    assert "good.helper" in {hit.symbol for hit in await index.search("p", "helper", 10)}
    return by_path


TEXTS: dict[str, tuple[bytes, tuple[str, str]]] = {
    "3,000 nested parentheses": (b"x = " + b"(" * 3000 + b"1" + b")" * 3000, ("ok", "")),
    "a sum of 10,000 terms": (b"x = " + b" + ".join([b"1"] * 10_000), ("ok", "")),
    "a chain of 10,000 attributes": (b"import a\nx = a" + b".b" * 10_000, ("ok", "")),
    "a chain of 10,000 calls": (b"x = a" + b".b()" * 10_000, ("ok", "")),
    "5,000 elif clauses": (b"if a:\n pass\n" + b"elif b:\n pass\n" * 5000, ("ok", "")),
    "5,000 conditions in one": (b"x = " + b"a if b else " * 5000 + b"c", ("ok", "")),
    "40 nested functions": (
        b"".join(b" " * n + b"def f():\n" for n in range(40)) + b" " * 40 + b"pass",
        ("partial", "line 31: definitions are nested more than 30 deep"),
    ),
    "a name of 5,000 letters": (
        b"def " + b"f" * 5000 + b"(): pass",
        ("partial", "line 1: a name is longer than 255 characters"),
    ),
    "long names in each other": (
        b"".join(b" " * n + b"class " + b"C" * 200 + b":\n" for n in range(6)) + b" " * 6 + b"pass",
        ("partial", "line 5: a qualified name is longer than 990 characters"),
    ),
    "an unclosed parenthesis": (b"x = 1\ny = (", ("partial", "syntax error in line 2")),
    "nothing but parentheses": (b"(" * 50_000, ("partial", "syntax error in line 1")),
    "random bytes": (b"\xff" + bytes(range(1, 256)) * 20, ("partial", "invalid or missing encoding declaration")),
    "Latin-1": (b"# coding: latin-1\nname = '\xe9'\n", ("ok", "")),
    "broken UTF-8 below": (
        b"x = 1\n\nname = '\xff'\n",
        ("partial", "not valid text: 'utf-8' codec can't decode byte 0xff in position 15: invalid start byte"),
    ),
    "an unknown encoding": (b"# coding: klingon\nx = 1\n", ("partial", "unknown encoding: klingon")),
    "an encoding for other purposes": (
        b"# coding: punycode\n" + b"x-" * 20_000,
        ("partial", "the encoding punycode is not read"),
    ),
    "half of a surrogate pair": (
        b"# coding: unicode_escape\nx = '\\ud800'\n",
        ("partial", "the encoding unicode_escape is not read"),
    ),
    "binary": (b"\x7fELF\0\0", ("skipped", "binary")),
    "UTF-16": ("x = 1".encode("utf-16"), ("skipped", "binary")),
    "50 MB": (b"", ("skipped", "larger than 1,000,000 bytes")),
    "empty": (b"", ("ok", "")),
    "line breaks of another system": (b"x = 1\r\ndef f():\r\n    return x\r\n", ("ok", "")),
    "control characters": (b"def f():\n    '''\x1b]0;PWNED\x07 \x7f'''\n", ("ok", "")),
}


async def test_texts(index: CodeIndex, root: Path) -> None:
    for name, (text, _) in TEXTS.items():
        (root / f"{name}.py").write_bytes(text)
    os.truncate(root / "50 MB.py", 50_000_000)
    assert await outcomes(index, root) == {f"{name}.py": want for name, (_, want) in TEXTS.items()}
    again = await index.index("p", root)
    assert (again.changed, again.linked, again.embedded) == (0, 0, 0)


SLOW = {
    "escaped line breaks": b"\\\n" * 100_000,
    "escaped Windows line breaks": b"\\\r\n" * 100_000,
    "comments indented deeper than the code": b"if x:\n    y\n" + b"        # z\n" * 50_000 + b"  w\n",
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW.keys())
async def test_a_file_whose_syntax_takes_minutes_is_left_out(
    index: CodeIndex, root: Path, monkeypatch: pytest.MonkeyPatch, text: bytes
) -> None:
    monkeypatch.setattr(parsing, "MAX_SECONDS", 0.2)
    (root / "slow.py").write_bytes(text)
    assert await outcomes(index, root) == {"slow.py": ("skipped", "its syntax is not read within 0.2 seconds")}


async def test_files_that_are_none_and_names_that_are_no_text(index: CodeIndex, root: Path, tmp_path: Path) -> None:
    os.mkfifo(root / "pipe.py")
    os.mkfifo(root / ".gitignore")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(root / "socket.py"))
    (root / "link.py").symlink_to(root / "good.py")
    (root / "loop.py").symlink_to("loop.py")
    (root / "again").symlink_to(root)
    (root / "line\nbreak.py").write_text("x = 1\n")
    (root / "esc\x1b]0;PWNED\x07.py").write_text("x = 1\n")
    (root / "folder.py").mkdir()
    (root / "latin\udce9.py").write_text("x = 1\n")  # the surrogate stands for the byte E9
    deep = root
    for _ in range(40):
        deep = deep / ("d" * 25)
    deep.mkdir(parents=True)
    (deep / "deep.py").write_text("x = 1\n")
    statuses = await outcomes(index, root)
    long = statuses.pop(next(path for path in statuses if path.startswith("ddd")))
    assert long == ("skipped", "its path is longer than 800 characters")
    assert statuses == {
        "pipe.py": ("skipped", "a named pipe"),
        "socket.py": ("skipped", "a socket"),
        "link.py": ("skipped", "a symbolic link"),
        "loop.py": ("skipped", "a symbolic link"),
        "line\nbreak.py": ("ok", ""),
        "esc\x1b]0;PWNED\x07.py": ("ok", ""),
        "latin\\xe9.py": ("skipped", "its name is not valid UTF-8"),
    }


def test_a_tree_deeper_than_the_stack_and_the_longest_path(root: Path) -> None:
    here = os.open(root, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("deep.py", os.O_CREAT, dir_fd=here))
    os.close(here)
    problems = {
        candidate.path: candidate.problem and str(candidate.problem) for candidate in candidates(root, SUFFIXES)
    }
    assert problems.pop("good.py") is None
    assert list(problems.values()) == ["its path is longer than 800 characters"]
    _remove(root / "d")


def _remove(folder: Path) -> None:
    """A tree that `shutil.rmtree`, which pytest uses, cannot remove: it is recursive."""
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_an_ignore_pattern_cannot_delay_the_listing(root: Path) -> None:
    (root / ".gitignore").write_text("*a" * 40 + "b\nignored.py\n[broken\n")
    (root / ("a" * 200 + ".py")).write_text("")
    (root / "ignored.py").write_text("")
    assert {candidate.path for candidate in candidates(root, SUFFIXES)} == {"a" * 200 + ".py", "good.py"}


@pytest.mark.parametrize("checkout", [False, True], ids=["folder", "checkout"])
def test_what_may_not_be_read_is_reported(checkout: bool) -> None:
    """In a process of its own without privileges, because root may read everything."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        (root / "closed").mkdir(parents=True)
        (root / "closed" / "inside.py").write_text("x = 1\n")
        (root / "closed.py").write_text("x = 1\n")
        (root / "good.py").write_text(GOOD)
        if checkout:
            subprocess.run(["git", "init", "-q", str(root)], check=True)
        (root / "closed.py").chmod(0)
        (root / "closed").chmod(0)
        program = (
            "import ctypes, json, sys\n"
            "from pathlib import Path\n"
            "from handlers.index.walk import candidates\n"
            "from handlers.index.reading import UnreadableError, read\n"
            "libc, none = ctypes.CDLL(None), (ctypes.c_uint32 * 6)()\n"
            "libc.prctl(28, 1)  # SECBIT_NOROOT: programs that it starts have no privileges either\n"
            "libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), none)\n"
            "root, problems = Path(sys.argv[1]), {}\n"
            "for candidate in candidates(root, frozenset({'.py'})):\n"
            "    try:\n"
            "        problem = candidate.problem or (read(root, candidate.path) and None)\n"
            "    except UnreadableError as error:\n"
            "        problem = error\n"
            "    problems[candidate.path] = problem and [problem.status, str(problem)]\n"
            "print(json.dumps(problems))\n"
        )
        output = subprocess.run([sys.executable, "-c", program, str(root)], capture_output=True, check=True).stdout
        (root / "closed").chmod(0o700)
    denied = ["failed", "cannot be read: Permission denied"]
    assert json.loads(output) == {"closed/": denied, "closed.py": denied, "good.py": None}


async def test_a_file_that_vanishes_while_it_is_indexed_is_gone(
    index: CodeIndex, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "gone.py").write_text("x = 1\n")
    await index.index("p", root)
    (root / "gone.py").write_text("x = 2\n")
    (root / "new.py").write_text("x = 2\n")

    def vanish(folder: Path, path: str) -> bytes:
        if path in ("gone.py", "new.py"):
            (folder / path).unlink()
        return read(folder, path)

    monkeypatch.setattr(scanning, "read", vanish)
    assert await outcomes(index, root) == {}


class PythonWithFault(Python):
    """Python, with other facts or an exception for `bad.py`."""

    def __init__(self, fault: Callable[[FileFacts], FileFacts]) -> None:
        self._fault = fault

    def parse(self, path: str, source: bytes) -> FileFacts:
        facts = super().parse(path, source)
        return self._fault(facts) if path == "bad.py" else facts


ERRORS: dict[str, Exception] = {
    "RecursionError: too deep": RecursionError("too deep"),
    "MemoryError": MemoryError(),
    "UnicodeError: no text": UnicodeError("no text"),
    "AssertionError: two lines": AssertionError("two\nlines"),
}


@pytest.mark.parametrize("reason", ERRORS)
async def test_an_exception_of_the_parser_is_the_files_own(index: CodeIndex, root: Path, reason: str) -> None:
    (root / "bad.py").write_text("def bad(): pass\n")

    def fail(facts: FileFacts) -> FileFacts:
        raise ERRORS[reason]

    shipped, index.languages = index.languages, Languages((PythonWithFault(fail),))
    assert await outcomes(index, root) == {"bad.py": ("failed", reason)}
    index.languages = shipped
    assert await outcomes(index, root) == {"bad.py": ("ok", "")}  # the next run tries it again


async def test_facts_that_the_database_refuses_are_the_files_own(index: CodeIndex, root: Path) -> None:
    (root / "bad.py").write_text("def bad(): pass\n")

    def repeat_symbol(facts: FileFacts) -> FileFacts:
        return replace(facts, symbols=(*facts.symbols, facts.symbols[-1]))

    index.languages = Languages((PythonWithFault(repeat_symbol),))
    reason = "IntegrityError: UNIQUE constraint failed: symbol.descriptor"
    assert await outcomes(index, root) == {"bad.py": ("failed", reason)}


class RefusingGraph:
    """A real engine that refuses rows which mention a word in one kind of statement."""

    def __init__(self, store: GraphStore, word: str, within: str) -> None:
        self._store, self._word, self._within = store, word, within

    @property
    def engine(self) -> str:
        return self._store.engine

    async def read(self, query: LiteralString, /, *, within: float = 10, **parameters: Any) -> list[Row]:
        return await self._store.read(query, within=within, **parameters)

    async def write(self, statements: Sequence[Statement], /, *, within: float = 60) -> None:
        for query, parameters in statements:
            if self._within in query and self._word in repr(parameters.get("rows")):
                raise GraphError("a value is too large for its index")
        await self._store.write(statements, within=within)

    async def close(self) -> None:
        await self._store.close()


@pytest.mark.parametrize("within", ["MERGE (n:Function", "-[r:CALLS]->"], ids=["nodes", "edges"])
async def test_rows_that_the_graph_refuses_are_the_files_own(index: CodeIndex, root: Path, within: str) -> None:
    (root / "bad.py").write_text("def poison(): pass\n\n\ndef other(): poison()\n")
    (root / "user.py").write_text("import bad\n\n\ndef use(): bad.other()\n")
    engine = index.graph_store
    index.graph_store = RefusingGraph(engine, "poison", within)
    reason = "linking: GraphError: a value is too large for its index"
    assert await outcomes(index, root) == {"bad.py": ("failed", reason), "user.py": ("ok", "")}
    assert await outcomes(index, root) == {"bad.py": ("failed", reason), "user.py": ("ok", "")}
    index.graph_store = engine
    assert await outcomes(index, root) == {"bad.py": ("ok", ""), "user.py": ("ok", "")}
    callees = await index.graph("p").callees("p|py|user/use().")
    assert [node.qname for node in callees.nodes] == ["bad.other"]


async def test_an_engine_that_refuses_everything_fails_the_run(index: CodeIndex, root: Path) -> None:
    index.graph_store = RefusingGraph(index.graph_store, "", "MERGE (n:File")
    with pytest.raises(GraphError):
        await index.index("p", root)


async def test_text_that_the_model_refuses_is_the_files_own(index: CodeIndex, root: Path) -> None:
    (root / "bad.py").write_text("def fine():\n    return 1\n\n\ndef bad():\n    '''refused by the model'''\n")
    reason = "embedding lines 5 to 6: MemoryError: a text that the model cannot read"
    assert await outcomes(index, root) == {"bad.py": ("failed", reason)}
    assert "bad.fine" in {hit.symbol for hit in await index.search("p", "fine", 10)}


async def test_a_file_that_often_ended_the_process_is_left_out_until_it_changes(index: CodeIndex, root: Path) -> None:
    (root / "bad.py").write_text("def bad(): pass\n")
    journal = index.data_dir / "facts" / "p" / "journal.json"
    journal.parent.mkdir(parents=True)
    journal.write_text(json.dumps({"path": "bad.py", "ends": MAX_ENDS - 2}))
    assert await outcomes(index, root) == {"bad.py": ("ok", "")}  # may be chance
    assert journal.read_text() == ""
    (root / "also changed.py").write_text("")
    (root / "bad.py").write_text("def bad(): return 1\n")
    journal.write_text(json.dumps({"path": "bad.py", "ends": MAX_ENDS - 1}))
    left_out = {
        "also changed.py": ("ok", ""),
        "bad.py": ("failed", f"the process ended {MAX_ENDS} times while this file was read"),
    }
    assert await outcomes(index, root) == left_out
    assert await outcomes(index, root) == left_out
    (root / "bad.py").write_text("def bad(): return 2\n")
    assert await outcomes(index, root) == {"also changed.py": ("ok", ""), "bad.py": ("ok", "")}


def test_reading_never_leaves_descriptors_open(root: Path) -> None:
    (root / "folder.py").mkdir()
    before = len(os.listdir("/proc/self/fd"))
    for path in ("good.py", "folder.py", "absent.py", "good.py/x", "\0", "a" * 300):
        try:
            read(root, path)
        except UnreadableError:
            continue
    assert len(os.listdir("/proc/self/fd")) == before


def test_facts_of_an_earlier_version_still_answer(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    db = sqlite3.connect(path)
    db.execute(
        "CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT"
        " NULL, lines INTEGER NOT NULL, status TEXT NOT NULL, dirty INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    )
    rows = [("a.py", "ok"), ("b.py", "partial"), ("c.py", "binary"), ("d.py", "deleted")]
    db.executemany("INSERT INTO file VALUES (?, 1, 1, 'x', 1, ?, 0)", rows)
    db.commit()
    db.close()
    facts = FactStore.open(path)
    files = {name: (record.status, record.reason) for name, record in facts.files().items()}
    facts.close()
    assert files == {
        "a.py": ("ok", ""),
        "b.py": ("partial", ""),
        "c.py": ("skipped", "binary"),
        "d.py": ("deleted", ""),
    }
