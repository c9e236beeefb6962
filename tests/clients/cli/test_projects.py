"""Which project `--project` means: a name, an id, an existing folder, never a misspelt name."""

from __future__ import annotations

from pathlib import Path

import pytest

from clients.cli.projects import choose
from generated import models
from terminal.arguments import UsageError
from tests.support.answers import definitions, filled

SHOP, DOCS, OTHER = (f"3f2b8c52-6f0e-4a53-9d43-0f1c6f2f8a1{digit}" for digit in "123")


def project(project_id: str, name: str, root: Path) -> models.Project:
    sample = filled(definitions()["Project"], "text")
    return models.Project.model_validate(
        {**sample, "id": project_id, "name": name, "root": str(root)}, by_alias=True, by_name=False
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "shop/docs/deep").mkdir(parents=True)
    (tmp_path / "shop/src").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "shop/src")
    return tmp_path


def projects(folder: Path) -> list[models.Project]:
    return [
        project(SHOP, "shop", folder / "shop"),
        project(DOCS, "docs", folder / "shop/docs"),
        project(OTHER, "é", Path("/nowhere")),
    ]


TABLE = [
    ("nothing: the current folder's", None, SHOP),
    ("a name", "docs", DOCS),
    ("an id", OTHER, OTHER),
    ("a relative folder", ".", SHOP),
    ("a folder inside", "../docs/deep", DOCS),
    ("a name wins over a folder", "docs", DOCS),
]


@pytest.mark.parametrize(("_name", "wanted", "want"), TABLE, ids=[row[0] for row in TABLE])
def test_projects(folder: Path, _name: str, wanted: str | None, want: str) -> None:
    assert choose(projects(folder), wanted).id == want


ERRORS = [
    ("a misspelt name", "shpo", "there is no project 'shpo'; did you mean shop? (known: shop, docs, é)"),
    ("a folder that does not exist", "./missing", "there is no project './missing' (known: shop, docs, é)"),
    (
        "a folder of no project",
        "../../elsewhere",
        "no project contains the folder '../../elsewhere'; known: shop, docs, é",
    ),
    (
        "a name that no file can have",
        "x" * 5000,
        f"there is no project '{'x' * 5000}' (known: shop, docs, é)",
    ),
    ("an empty name", "", "there is no project '' (known: shop, docs, é)"),
]


@pytest.mark.parametrize(("_name", "wanted", "message"), ERRORS, ids=[row[0] for row in ERRORS])
def test_unknown_projects(folder: Path, _name: str, wanted: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        choose(projects(folder), wanted)
    assert str(caught.value) == message


def test_outside_of_all_projects(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "elsewhere")
    with pytest.raises(
        UsageError, match="no project contains the current folder: give --project; known: shop, docs, é"
    ):
        choose(projects(folder), None)
    assert choose(projects(folder)[:1], None).id == SHOP  # the only one
    with pytest.raises(UsageError, match="leanvibe serve --project FOLDER"):
        choose([], None)


def test_a_name_of_two_projects(folder: Path) -> None:
    twins = [project(SHOP, "shop", folder / "a"), project(DOCS, "shop", folder / "b")]
    with pytest.raises(UsageError, match="several projects have the name 'shop': give the folder"):
        choose(twins, "shop")
