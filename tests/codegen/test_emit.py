"""Writing output folders: nothing of a person's is lost, nothing is half-written, nothing old stays behind."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen import drift, emit, manifest
from codegen.drift import Drift
from codegen.emit import EmitError, Fate
from codegen.manifest import NAME, Inputs, ManifestError

INPUTS = Inputs({"../openapi.yaml": "0"}, "settings", "toolchain")
TREE = {"a.py": "A = 1\n", "deep/b.py": "B = 1\n"}


def write(folder: Path, tree: emit.Tree, *, force: bool = False) -> dict[str, Fate]:
    return {change.path: change.fate for change in emit.write(folder, tree, INPUTS, force=force)}


def texts(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*")
        if file.is_file() and file.name != NAME
    }


def test_a_first_run_creates_and_a_second_keeps(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write(out, TREE) == {"a.py": Fate.CREATE, "deep/b.py": Fate.CREATE}
    assert texts(out) == TREE
    before = {file: file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file()}
    assert set(write(out, TREE).values()) == {Fate.KEEP}
    assert {file: file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file()} == before


def test_what_is_generated_no_more_goes_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path, TREE)
    (tmp_path / "deep" / "__pycache__").mkdir()
    (tmp_path / "deep" / "__pycache__" / "b.pyc").touch()
    assert write(tmp_path, {"a.py": "A = 2\n"}) == {"a.py": Fate.UPDATE, "deep/b.py": Fate.REMOVE}
    assert texts(tmp_path) == {"a.py": "A = 2\n"}
    assert not (tmp_path / "deep").exists()


def test_a_neighbour_keeps_its_folder(tmp_path: Path) -> None:
    write(tmp_path, TREE)
    (tmp_path / "deep" / "mine.py").write_text("mine")
    write(tmp_path, {})
    assert texts(tmp_path) == {"deep/mine.py": "mine"}


@pytest.mark.parametrize("force", [False, True])
def test_a_hand_written_file_is_never_touched(tmp_path: Path, force: bool) -> None:
    (tmp_path / "a.py").write_text("mine")
    with pytest.raises(EmitError, match=r"not written by this tool: .*a\.py"):
        write(tmp_path, TREE, force=force)
    assert texts(tmp_path) == {"a.py": "mine"}


def test_a_file_that_is_the_same_already_is_adopted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(TREE["a.py"])
    assert write(tmp_path, TREE)["a.py"] is Fate.KEEP
    assert drift.check_files(tmp_path) == []


@pytest.mark.parametrize("after", [{"a.py": "A = 2\n"}, {}], ids=["still generated", "generated no more"])
def test_an_edit_by_hand_is_refused_until_forced(tmp_path: Path, after: dict[str, str]) -> None:
    write(tmp_path, {"a.py": "A = 1\n", "c.py": "C = 1\n"})
    (tmp_path / "a.py").write_text("A = 1  # mine\n")
    with pytest.raises(EmitError, match=r"edited by hand .*a\.py.*--force"):
        write(tmp_path, after)
    assert texts(tmp_path) == {"a.py": "A = 1  # mine\n", "c.py": "C = 1\n"}, "nothing at all was written"
    write(tmp_path, after, force=True)
    assert texts(tmp_path) == after


@pytest.mark.parametrize(
    "tree", [{"x/a.py": ""}, {"x/a.py/b.py": ""}], ids=["a folder for a file", "a file for a folder"]
)
def test_what_else_is_in_the_way_is_named(tmp_path: Path, tree: dict[str, str]) -> None:
    if "x/a.py" in tree:
        (tmp_path / "x" / "a.py").mkdir(parents=True)
    else:
        write(tmp_path, {"x/a.py": ""})
    with pytest.raises(EmitError, match=r"not written by this tool: .*a\.py"):
        write(tmp_path, tree)


@pytest.mark.parametrize("path", ["../a.py", "/a.py", "x/../../a.py", NAME, ".", "a//b", "..\\a.py"])
def test_a_path_cannot_leave_its_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(EmitError, match="leaves its folder"):
        write(tmp_path / "out", {path: "x"})
    assert not (tmp_path / "out").exists()


def test_paths_that_differ_by_case_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmitError, match=r"Note\.ts and note\.ts"):
        write(tmp_path, {"Note.ts": "", "note.ts": ""})


@pytest.mark.parametrize("survived", [0, 1, 2])
def test_a_killed_run_is_mended_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, survived: int) -> None:
    """Killed after some files: what it wrote is neither taken for an edit by hand nor left behind."""
    write(tmp_path, {"a.py": "A = 1\n", "b.py": "B = 1\n", "c.py": "C = 1\n"})
    _kill_after(survived + 1, monkeypatch)  # the manifest comes first
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, {"a.py": "A = 2\n", "b.py": "B = 2\n", "d.py": "D = 2\n"})
    monkeypatch.undo()
    assert not [file for file in os.listdir(tmp_path) if file.endswith(".new")]
    assert drift.check_files(tmp_path), "check tells that something is wrong"
    write(tmp_path, {"a.py": "A = 3\n", "e.py": "E = 3\n"})
    assert texts(tmp_path) == {"a.py": "A = 3\n", "e.py": "E = 3\n"}
    assert drift.check_files(tmp_path) == []


def _kill_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine stops at the given rename."""
    done = 0
    replace: Callable[[Path, Path], Path] = Path.replace

    def stopping(self: Path, target: Path) -> Path:
        nonlocal done
        if done == count:
            raise KeyboardInterrupt
        done += 1
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stopping)


def test_drift_is_told_by_kind(tmp_path: Path) -> None:
    write(tmp_path, {"same.py": "1", "edited.py": "1", "gone.py": "1", "old.py": "1", "stale.py": "1"})
    (tmp_path / "edited.py").write_text("2")
    (tmp_path / "gone.py").unlink()
    found = drift.check_tree(
        tmp_path, {"same.py": "1", "edited.py": "1", "gone.py": "1", "stale.py": "2", "new.py": "1"}
    )
    assert {finding.path.name: finding.drift for finding in found} == {
        "edited.py": Drift.EDITED,
        "gone.py": Drift.MISSING,
        "new.py": Drift.MISSING,
        "old.py": Drift.ORPHANED,
        "stale.py": Drift.STALE,
    }
    assert {finding.path.name: finding.drift for finding in drift.check_files(tmp_path)} == {
        "edited.py": Drift.EDITED,
        "gone.py": Drift.MISSING,
    }


def test_a_folder_that_was_never_generated_is_missing(tmp_path: Path) -> None:
    assert [finding.drift for finding in drift.check_files(tmp_path / "nowhere")] == [Drift.MISSING]


def test_the_manifest_is_the_same_on_every_machine(tmp_path: Path) -> None:
    for name in ("here", "there"):
        write(tmp_path / name, dict(sorted(TREE.items(), reverse=name == "there")))
    one, other = ((tmp_path / name / NAME).read_bytes() for name in ("here", "there"))
    assert one == other
    assert str(tmp_path).encode() not in one
    assert json.loads(one)["files"].keys() == TREE.keys()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": {}}', '{"inputs": {"x": 1}, "files": {}}'])
def test_a_broken_manifest_says_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content)
    with pytest.raises(ManifestError, match="version control"):
        manifest.load(tmp_path)


PATHS = st.sampled_from(["a", "b", "deep/a", "deep/er/b"])
TREES = st.dictionaries(PATHS, st.sampled_from(["1", "2", "3"]))


@given(
    steps=st.lists(st.tuples(TREES, st.dictionaries(PATHS, st.sampled_from(["mine", "own"]), max_size=2)), max_size=5)
)
def test_whatever_happens_a_persons_text_survives(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[dict[str, str], dict[str, str]]]
) -> None:
    """Runs and edits in any order: a run either does all of its tree and keeps each neighbour, or does nothing."""
    folder = tmp_path_factory.mktemp("out")
    for tree, edits in steps:
        for path, text in edits.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        before = texts(folder)
        by_hand = {path: text for path, text in before.items() if text in ("mine", "own")}
        try:
            write(folder, tree)
        except EmitError:
            assert texts(folder) == before
        else:
            assert texts(folder) == tree | by_hand
