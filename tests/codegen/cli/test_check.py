"""`contracts check`: every way in which a generated folder can be wrong is found, shown and told how to mend."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.cli import main
from tests.support.commands import invoke

NOTES = Path(__file__).parents[2] / "fixtures/contracts/notes/contract/openapi.yaml"
CONFIG = """documents = ["openapi.yaml"]
[targets.python]
out = "models"
[targets.typescript]
out = "sdk"
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("check")
    shutil.copy(NOTES, folder)
    (folder / "contracts.toml").write_text(CONFIG)
    assert invoke(main, ["generate", "--config", str(folder / "contracts.toml")]).exit_code == 0
    return folder


@pytest.fixture
def project(generated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(generated, tmp_path / "project")


def check(project: Path, *more: str) -> tuple[int, str]:
    done = invoke(main, ["check", "--config", str(project / "contracts.toml"), *more])
    return done.exit_code, done.output


def findings(project: Path, *more: str) -> list[tuple[str, str]]:
    status, said = check(project, "--json", *more)
    found = json.loads(said)["findings"]
    assert status == (1 if found else 0)
    return [(Path(one["path"]).relative_to(project).as_posix(), one["drift"]) for one in found]


def flip(project: Path) -> None:
    file = project / "models/note.py"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        text = (project / path).read_text()
        assert old in text
        (project / path).write_text(text.replace(old, new))

    return change


VIOLATIONS: list[tuple[str, Callable[[Path], object], list[tuple[str, str]]]] = [
    ("one flipped byte", flip, [("models/note.py", "edited by hand")]),
    ("a missing file", lambda p: (p / "models/note.py").unlink(), [("models/note.py", "missing")]),
    ("a missing folder", lambda p: shutil.rmtree(p / "sdk"), [("sdk", "missing")]),
    ("an extra file", lambda p: (p / "models/mine.py").write_text("x = 1\n"), [("models/mine.py", "extra")]),
    ("a file of another kind", lambda p: (p / "models/NOTES.md").write_text("mine"), [("models/NOTES.md", "extra")]),
    (
        "a changed contract",
        edit("openapi.yaml", "A short text", "Some text"),
        [("models/note.py", "stale"), ("sdk/src/types.ts", "stale")],
    ),
    (
        "a changed configuration",
        edit("contracts.toml", 'out = "sdk"', 'out = "sdk"\npackage = "@me/notes"'),
        [("sdk/package.json", "stale")],
    ),
]


def test_nothing_is_found_where_nothing_is_wrong(project: Path) -> None:
    status, said = check(project)
    assert (status, said.startswith("fresh: ")) == (0, True)


@pytest.mark.parametrize(("_name", "violate", "want"), VIOLATIONS, ids=[name for name, _, _ in VIOLATIONS])
def test_violations(project: Path, _name: str, violate: Callable[[Path], object], want: list[tuple[str, str]]) -> None:
    violate(project)
    assert findings(project) == want


def test_a_changed_template_is_found(project: Path) -> None:
    override = project / "templates/python"
    override.mkdir(parents=True)
    shipped = Path(__file__).parents[3] / "templates/python/module.py.j2"
    (override / "module.py.j2").write_text("# ours\n" + shipped.read_text())
    found = findings(project, "--templates", str(project / "templates"))
    assert ("models/note.py", "stale") in found


def test_a_diff_says_what_should_stand_there(project: Path) -> None:
    edit("models/note.py", "class Note", "class Memo")(project)
    status, said = check(project)
    assert status == 1
    assert [line.strip()[:11] for line in said.splitlines() if "class " in line and line.strip()[0] in "+-"] == [
        "-class Memo",
        "+class Note",
    ]
    assert "1 file differs from what the contract generates. To fix: contracts generate --config" in said
    assert "--force" in said


def test_other_formats_name_file_and_line(project: Path) -> None:
    edit("models/note.py", "class Note", "class Memo")(project)
    line = next(n for n, text in enumerate((project / "models/note.py").read_text().splitlines(), 1) if "Memo" in text)
    _, github = check(project, "--format", "github")
    assert f"note.py,line={line}," in github
    _, sarif = check(project, "--format", "sarif")
    (result,) = json.loads(sarif)["runs"][0]["results"]
    assert result["ruleId"] == "drift/edited"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == line


def test_a_read_only_checkout_without_git(project: Path) -> None:
    for path in [*project.rglob("*"), project]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert check(project)[0] == 0
    finally:
        for path in [project, *project.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_the_command_that_is_told_mends_it(project: Path) -> None:
    flip(project)
    (project / "sdk/src/types.ts").unlink()
    assert invoke(main, ["generate", "--config", str(project / "contracts.toml"), "--force"]).exit_code == 0
    assert findings(project) == []
