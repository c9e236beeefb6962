"""Writing output folders: nothing of a person's is lost, nothing is half-written, nothing old stays behind."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen import drift, emit, manifest
from codegen.config import Output
from codegen.diagnostics import ToolchainError
from codegen.drift import Drift
from codegen.emit import EmitError, Fate
from codegen.manifest import NAME, Inputs, ManifestError
from codegen.output_folder import FolderError, OutputFolder
from codegen.paths import PathError

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
    assert drift.check_files(Output("python", tmp_path)) == []


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


ESCAPES = [
    "../a.py", "/a.py", "x/../../a.py", NAME, NAME.upper(), ".", "..", "", "a//b", "a/", "./a", "..\\a.py", "C:a.py",
    "C:\\a.py", "//host/share/a.py", "a\0b.py", "a\nb.py", "a./b.py", ".. /a.py", "a.py:stream",
    ".git/hooks/pre-commit", "deep/.GIT/config",
]  # fmt: skip


@pytest.mark.parametrize("path", ESCAPES)
def test_a_path_cannot_leave_its_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(PathError):
        write(tmp_path / "out", {path: "x"})
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("member", ["files", "pending"])
@pytest.mark.parametrize("path", ESCAPES)
def test_a_manifest_names_nothing_outside(tmp_path: Path, path: str, member: str) -> None:
    out, victim = tmp_path / "out", tmp_path / "a.py"
    victim.write_text("mine")
    write(out, TREE)
    data = json.loads((out / NAME).read_text())
    data[member] = data.get(member, {}) | {path: manifest.digest(b"mine")}
    (out / NAME).write_text(json.dumps(data))
    for force in (False, True):
        with pytest.raises(ManifestError, match="version control"):
            write(out, {"a.py": "A = 2\n"}, force=force)
    assert victim.read_text() == "mine"
    assert texts(out) == TREE


@pytest.mark.parametrize("tree", [{"Note.ts": "", "note.ts": ""}, {"A/x.ts": "", "a/y.ts": ""}, {"a": "", "A/b": ""}])
def test_paths_that_differ_only_by_case_are_refused(tmp_path: Path, tree: dict[str, str]) -> None:
    with pytest.raises(PathError, match="differ only by case"):
        write(tmp_path, tree)


def link_folder(out: Path, victim: Path) -> None:
    shutil.rmtree(out / "deep", ignore_errors=True)
    (out / "deep").symlink_to(victim)


def link_file(out: Path, victim: Path) -> None:
    (out / "deep/b.py").unlink()
    (out / "deep/b.py").symlink_to(victim / "b.py")


LINKS = [link_folder, link_file]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "tree", [{"a.py": "A = 1\n", "deep/b.py": "B = 2\n"}, {"a.py": "A = 1\n"}], ids=["kept", "gone"]
)
@pytest.mark.parametrize("link", LINKS)
def test_no_link_is_followed(
    tmp_path: Path, link: Callable[[Path, Path], None], tree: dict[str, str], force: bool
) -> None:
    """The link's target has the content that the manifest records: it may not count as ours."""
    out, victim = tmp_path / "out", tmp_path / "victim"
    victim.mkdir()
    write(out, TREE)
    (victim / "b.py").write_text(TREE["deep/b.py"])
    link(out, victim)
    with pytest.raises(EmitError, match=r"in the way, and not written by this tool: .*b\.py"):
        write(out, tree, force=force)
    assert texts(victim) == {"b.py": TREE["deep/b.py"]}
    found = drift.check_tree(Output("python", out), tree)
    assert any(finding.path.name == "b.py" and finding.drift is Drift.EDITED for finding in found)


@pytest.mark.parametrize("step", ["stage", "commit"])
@pytest.mark.parametrize("tree", [{"deep/b.py": "B = 2\n"}, {"a.py": "A = 1\n"}], ids=["written", "removed"])
def test_a_link_that_is_swapped_in_between_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, tree: dict[str, str]
) -> None:
    """`step`: whether that happens before anything is written, or before everything is put in its place."""
    out, victim = tmp_path / "out", tmp_path / "victim"
    victim.mkdir()
    (victim / "b.py").write_text(TREE["deep/b.py"])
    write(out, TREE)
    name = {"stage": "remove_leftovers", "commit": "dump"}[step]
    original = getattr(emit, name)

    def swapping(*arguments: object) -> object:
        if not (out / "deep").is_symlink():
            link_folder(out, victim)
        return original(*arguments)

    monkeypatch.setattr(emit, name, swapping)
    with suppress(ToolchainError):
        write(out, tree, force=True)
    assert (out / "deep").is_symlink()
    assert texts(victim) == {"b.py": TREE["deep/b.py"]}


def test_a_link_for_the_manifest_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "out", TREE)
    (tmp_path / "out" / NAME).rename(tmp_path / "elsewhere.json")
    (tmp_path / "out" / NAME).symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(ManifestError, match="is a link"):
        write(tmp_path / "out", TREE)


@pytest.mark.parametrize("make", [lambda p: p.write_text(""), lambda p: p.symlink_to(p.parent)], ids=["file", "link"])
def test_an_output_folder_that_is_none_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "out")
    with pytest.raises(FolderError, match="is not a folder"):
        write(tmp_path / "out", TREE)


@pytest.mark.parametrize("count", range(6))
def test_a_stopped_run_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Stopped after some files: what it wrote is neither taken for an edit by hand nor left behind."""
    write(tmp_path, {"a.py": "A = 1\n", "b.py": "B = 1\n", "c.py": "C = 1\n"})
    with monkeypatch.context() as patch:
        _stop_at(count, patch)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, {"a.py": "A = 2\n", "b.py": "B = 2\n", "new/d.py": "D = 2\n", "e.py": "E = 2\n"})
    left = {entry for entry in texts(tmp_path) if entry.endswith(".tmp")}
    assert not left
    if count:
        assert drift.check_files(Output("python", tmp_path)), "check reports that something is wrong"
    write(tmp_path, {"a.py": "A = 3\n", "f.py": "F = 3\n"})
    assert texts(tmp_path) == {"a.py": "A = 3\n", "f.py": "F = 3\n"}
    assert drift.check_files(Output("python", tmp_path)) == []
    assert not (tmp_path / "new").exists()


def _stop_at(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is stopped at the given rename."""
    done = 0
    replace = os.replace

    def stopping(*arguments: Any, **options: Any) -> None:
        nonlocal done
        if done == count:
            raise KeyboardInterrupt
        done += 1
        replace(*arguments, **options)

    monkeypatch.setattr(os, "replace", stopping)


def test_what_a_killed_run_left_is_reported_and_removed(tmp_path: Path) -> None:
    """A killed process cannot clean up: its temporary files are there with new folders around them."""
    write(tmp_path, TREE)
    killed = OutputFolder(tmp_path)
    for path in (NAME, "a.py", "deep/c.py"):
        killed.write_temporary(path, b"half")
    (tmp_path / "deep/.contracts-mine.tmp").write_text("not of this tool")
    found = drift.check_tree(Output("python", tmp_path), TREE)
    assert [finding.drift for finding in found] == [Drift.EXTRA] * 4
    assert sum("left by a run that was stopped" in finding.detail for finding in found) == 3
    write(tmp_path, TREE)
    assert texts(tmp_path) == TREE | {"deep/.contracts-mine.tmp": "not of this tool"}


@pytest.mark.parametrize("fails", range(1, 5))
def test_where_space_ends_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: int) -> None:
    write(tmp_path / "out", TREE)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    _no_space_at(fails, monkeypatch)
    with pytest.raises(OSError, match=r"No space left on device: .*out/"):
        write(tmp_path / "out", {"a.py": "A = 2\n", "deep/b.py": "B = 2\n", "new/c.py": "C = 2\n"})
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
    assert not (tmp_path / "out/new").exists()
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "first/time", TREE)
    assert not (tmp_path / "first").exists()


def _no_space_at(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    done = 0
    create = OutputFolder.write_temporary

    def failing(self: OutputFolder, path: str, content: bytes) -> str:
        nonlocal done
        done += 1
        if done >= count:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path / path))
        return create(self, path, content)

    monkeypatch.setattr(OutputFolder, "write_temporary", failing)


def test_other_line_endings_are_no_edit(tmp_path: Path) -> None:
    """git with core.autocrlf=true checks every text out with CRLF."""
    write(tmp_path, TREE)
    for file in (tmp_path / "a.py", tmp_path / "deep/b.py", tmp_path / NAME):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert drift.check_files(Output("python", tmp_path)) == []
    assert drift.check_tree(Output("python", tmp_path), TREE) == []
    assert set(write(tmp_path, TREE).values()) == {Fate.KEEP}
    assert (tmp_path / "a.py").read_bytes() == b"A = 1\r\n"


def test_drift_is_told_by_kind(tmp_path: Path) -> None:
    write(tmp_path, {"same.py": "1", "edited.py": "1", "gone.py": "1", "old.py": "1", "stale.py": "1"})
    (tmp_path / "edited.py").write_text("2")
    (tmp_path / "gone.py").unlink()
    found = drift.check_tree(
        Output("python", tmp_path), {"same.py": "1", "edited.py": "1", "gone.py": "1", "stale.py": "2", "new.py": "1"}
    )
    assert {finding.path.name: finding.drift for finding in found} == {
        "edited.py": Drift.EDITED,
        "gone.py": Drift.MISSING,
        "new.py": Drift.MISSING,
        "old.py": Drift.ORPHANED,
        "stale.py": Drift.STALE,
    }
    assert {finding.path.name: finding.drift for finding in drift.check_files(Output("python", tmp_path))} == {
        "edited.py": Drift.EDITED,
        "gone.py": Drift.MISSING,
    }


def test_a_folder_that_was_never_generated_is_missing(tmp_path: Path) -> None:
    assert [finding.drift for finding in drift.check_files(Output("python", tmp_path / "nowhere"))] == [Drift.MISSING]


def test_the_manifest_is_the_same_on_every_machine(tmp_path: Path) -> None:
    for name in ("here", "there"):
        write(tmp_path / name, dict(sorted(TREE.items(), reverse=name == "there")))
    one, other = ((tmp_path / name / NAME).read_bytes() for name in ("here", "there"))
    assert one == other
    assert str(tmp_path).encode() not in one
    assert json.loads(one)["files"].keys() == TREE.keys()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "3",
        "\\xff",
        '{"files": {}}',
        '{"inputs": {"x": 1}, "files": {}}',
        '{"inputs": {"documents": [], "settings": "", "toolchain": ""}, "files": {}}',
        '{"inputs": {"documents": {}, "settings": 1, "toolchain": ""}, "files": {}}',
        '{"inputs": {"documents": {}, "settings": "", "toolchain": "", "lines": {"a": "b"}}, "files": {}}',
        '{"inputs": {"documents": {}, "settings": "", "toolchain": ""}, "files": []}',
        '{"inputs": {"documents": {}, "settings": "", "toolchain": ""}, "files": {"a.py": 1}}',
        '{"inputs": {"documents": {}, "settings": "", "toolchain": ""}, "files": {}, "pending": [1]}',
        "[" * 100_000,
    ],
)
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
