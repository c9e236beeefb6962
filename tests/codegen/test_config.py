"""contracts.toml: what it means, and how mistakes in it are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen import config
from codegen.config import ConfigError

GOOD = """\
documents = ["openapi.yaml"]
strict = true

[targets.python]
out = "../generated/models"

[targets.swift]
out = "../generated/swift"
package = "NotesAPI"
"""

TOP = 'documents = ["openapi.yaml"]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "contracts" / "deep").mkdir(parents=True)
    (tmp_path / "contracts" / "openapi.yaml").write_text("openapi: 3.1.0\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "contracts"


def write(folder: Path, text: str) -> Path:
    file = folder / "contracts.toml"
    file.write_text(text)
    return file


def test_paths_are_relative_to_the_file(folder: Path) -> None:
    read = config.read(write(folder, GOOD))
    assert read.documents == (folder / "openapi.yaml",)
    assert read.strict
    assert [(o.target, o.folder, dict(o.options)) for o in read.outputs] == [
        ("python", folder.parent / "generated" / "models", {}),
        ("swift", folder.parent / "generated" / "swift", {"package": "NotesAPI"}),
    ]


def test_targets_can_be_narrowed(folder: Path) -> None:
    read = config.read(write(folder, GOOD))
    assert [output.target for output in read.only(["swift"]).outputs] == ["swift"]
    with pytest.raises(ConfigError, match=r"target 'swfit' is not configured.*did you mean 'swift'"):
        read.only(["swfit"])


@pytest.mark.parametrize("start", ["", "contracts", "contracts/deep"])
def test_the_file_is_found_from_below_and_from_the_root(folder: Path, start: str) -> None:
    file = write(folder, GOOD)
    assert config.find(folder.parent / start) == file


def test_without_a_file_the_other_forms_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=rf"no contracts.toml in {tmp_path} or above: name one with --config, or "):
        config.find(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("documents = [\n\n[x", 3, ""),
        (f"strict = {'1' * 5000}\n", 1, "an integer has too many digits"),
        (f"strict = 0x{'f' * 5000}\n", 1, "an integer does not fit into 64 bits"),
        (f"documents = {'[' * 20_000}", 1, "nested too deeply"),
        ('documents = ["open\\u0000api.yaml"]\n', 1, "documents holds a NUL character"),
        (f'{TOP}[targets.swift]\nout = "a\\u0000b"\n', 3, "out holds a NUL character"),
        ('documents = ["openapi.yaml"]\nstrikt = true\n', 2, "'strikt' is unknown here; did you mean 'strict'?"),
        ("\ndocuments = []\n", 2, "documents must list at least one file"),
        ('\ndocuments = ["open.yaml"]\n', 2, "open.yaml: there is no such file"),
        ('documents = "openapi.yaml"', 1, "documents must be a list"),
        ('documents = ["openapi.yaml"]\n', 1, "at least one target is needed"),
        ('documents = ["openapi.yaml"]\n\n[targets.swift]\n', 3, "targets.swift needs a folder"),
        ('documents = ["openapi.yaml"]\n[targets.swift]\n\nout = 3\n', 4, "out must be a text, not 3"),
        ('documents = ["openapi.yaml"]\n[targets]\nswift = "x"\n', 3, "targets.swift must be a table"),
        (GOOD.replace("generated/swift", "generated/models"), 8, "belongs to target 'python' already"),
        (TOP + 'handlers = "nowhere"\n[targets.swift]\nout = "x"', 2, "nowhere: there is no such folder"),
        (TOP + 'strict = "yes"\n[targets.swift]\nout = "x"', 2, 'strict must be a boolean, not "yes"'),
    ],
)  # fmt: skip
def test_a_mistake_names_its_line(folder: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.read(write(folder, text))
    assert str(caught.value).startswith(f"contracts/contracts.toml:{line}: ")
    assert says in str(caught.value)


def test_documents_alone_make_a_folder_a_target(folder: Path) -> None:
    made = config.of_documents([Path("contracts/openapi.yaml")], Path("sdk"), ["swift", "typescript"])
    assert made.documents == (folder / "openapi.yaml",)
    assert [o.folder.relative_to(folder.parent).as_posix() for o in made.outputs] == ["sdk/swift", "sdk/typescript"]
    with pytest.raises(ConfigError, match=r"petstore.yaml: there is no such file"):
        config.of_documents([Path("petstore.yaml")], Path("sdk"))
