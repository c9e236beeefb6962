"""`contracts diff` as people run it: files, folders and revisions, severities, reasons, formats, exit codes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from tests.support.commands import invoke

OPENAPI = """\
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200":
          description: All
          content:
            application/json:
              schema: {$ref: "schemas/thing.yaml#/Thing"}
"""
THING = """\
Thing:
  type: object
  required: [id]
  properties:
    id: {type: string}
    state: {enum: [open, done]}
"""
CONFIG = 'documents = ["openapi.yaml"]\n[targets.python]\nout = "out"\n'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose working tree has one more value of an enum than its only commit."""
    (tmp_path / "api/schemas").mkdir(parents=True)
    (tmp_path / "api/openapi.yaml").write_text(OPENAPI)
    (tmp_path / "api/schemas/thing.yaml").write_text(THING)
    (tmp_path / "api/contracts.toml").write_text(CONFIG)
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=T", "-c", "user.email=t@t.test", "commit", "-qm", "one"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "api/schemas/thing.yaml").write_text(THING.replace("done]", "done, late]"))
    monkeypatch.chdir(tmp_path / "api")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = invoke(main, ["diff", *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize("old", ["git:main", "git:HEAD:api", "git:main:api/openapi.yaml"])
@pytest.mark.parametrize("new", [".", "openapi.yaml"])
def test_a_revision_against_the_working_tree(repository: Path, old: str, new: str) -> None:
    code, output = run(old, new)
    revision = ":".join(old.split(":")[:2])
    assert code == 1
    assert 'Thing.state: enum value added: "late"  [sent-enum-value-added]' in output
    assert f"{revision}:api/schemas/thing.yaml:6:13 -> schemas/thing.yaml:6:32" in output
    assert output.startswith("GET /things\n")
    assert "1 wire-breaking change" in output
    assert "--all" not in output  # there is nothing else to list


def test_compatible_changes_are_counted_and_listed_on_request(repository: Path) -> None:
    document = repository / "api/openapi.yaml"
    document.write_text(document.read_text().replace("info: {", "info: {description: A text., "))
    assert "(--all lists compatible changes)" in run("git:main")[1]
    assert "--all" not in run("git:main", ".", "--all")[1]


def test_the_working_tree_is_the_usual_other_side(repository: Path) -> None:
    assert run("git:main")[0] == 1
    subprocess.run(["git", "checkout", "-q", "."], cwd=repository, check=True)
    assert run("git:main") == (0, "no change\n")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "none"], 0),
        (["--severity", "sent-enum-value-added=warning"], 0),
        (["--severity", "sent-enum-value-added=warning", "--fail-on", "source"], 1),
        (["--severity", "sent-enum-value-added=info", "--fail-on", "docs"], 1),
        (["--severity", "sent-enum-value-added=off", "--fail-on", "docs"], 0),
        (["--severity", "sent-enum-value-aded=off"], 2),
        (["--severity", "sent-enum-value-added=loud"], 2),
    ],
)
def test_severities_decide_what_fails(repository: Path, options: list[str], code: int) -> None:
    assert run("git:main", ".", *options)[0] == code


def test_severities_and_reasons_of_the_configuration(repository: Path) -> None:
    config = repository / "api/contracts.toml"
    config.write_text(CONFIG + '[diff.severity]\nsent-enum-value-added = "info"\n')
    assert run("git:main")[0] == 0
    config.write_text(CONFIG + '[[diff.ignore]]\nrule = "sent-enum-value-added"\nmatch = "late"\nreason = "agreed"\n')
    code, output = run("git:main")
    assert code == 0
    assert "ignored: agreed" in output
    config.write_text(CONFIG + '[[diff.ignore]]\nrule = "sent-enum-value-added"\n')
    code, output = run("git:main")
    assert code == 2
    assert "needs a reason" in output


def test_a_file_of_reasons(repository: Path) -> None:
    file = repository / "accepted.toml"
    file.write_text(
        '[[ignore]]\nrule = "sent-enum-value-added"\nreason = "agreed"\n'
        '[[ignore]]\nrule = "path-removed"\nmatch = "/old"\nreason = "never deployed"\n'
    )
    code, output = run("git:main", ".", "--ignore", str(file))
    assert code == 0
    assert "matches no change: path-removed /old" in output


def test_json_says_everything(repository: Path) -> None:
    code, output = run("git:main", ".", "--format", "json")
    found: Any = json.loads(output)
    assert (code, found["fails"], found["counts"]) == (1, True, {"wire": 1, "source": 0, "docs": 0})
    (finding,) = found["findings"]
    assert finding["rule"] == "sent-enum-value-added"
    assert (finding["level"], finding["severity"], finding["direction"]) == ("wire", "error", "sent")
    assert finding["old"] == {
        "file": "git:main:api/schemas/thing.yaml", "line": 6, "column": 13, "pointer": "/Thing/properties/state/enum"
    }  # fmt: skip
    assert finding["new"]["pointer"] == "/Thing/properties/state/enum/2"
    assert set(finding["source"]) == {"python", "swift", "typescript"}


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("github", "::error file=schemas/thing.yaml,line=6,col=32,title=sent-enum-value-added::GET /things: "),
        ("markdown", '| error | Thing.state: enum value added: "late" | `sent-enum-value-added` |'),
        ("sarif", '"startLine": 6'),
    ],
)
def test_formats_for_machines(repository: Path, style: str, text: str) -> None:
    code, output = run("git:main", ".", "--format", style)
    assert code == 1
    assert text in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "contracts diff OLD"),
        (["nowhere.yaml", "."], "nowhere.yaml"),
        (["git:nowhere", "."], "nowhere"),
        (["git:main:nowhere.yaml", "."], "nowhere.yaml"),
    ],
)
def test_unreadable_versions_are_reported(repository: Path, arguments: list[str], said: str) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert said in output


def test_a_revision_brings_what_lies_beside_its_documents(repository: Path) -> None:
    (repository / "common").mkdir()
    (repository / "api/openapi.yaml").write_text(OPENAPI.replace("schemas/thing.yaml", "../common/thing.yaml"))
    (repository / "common/thing.yaml").write_text(THING)
    (repository / "common/large.bin").write_bytes(b"x")
    for command in (["add", "."], ["-c", "user.name=T", "-c", "user.email=t@t.test", "commit", "-qm", "two"]):
        subprocess.run(["git", *command], cwd=repository, check=True, capture_output=True)
    assert run("git:main") == (0, "no change\n")
    (repository / "common/thing.yaml").write_text(THING.replace("done]", "done, late]"))
    code, output = run("git:main")
    assert code == 1
    assert f"git:main:common/thing.yaml:6:13 -> {repository}/common/thing.yaml:6:32" in output


def test_circles_of_wrapped_references_are_walked_once(tmp_path: Path) -> None:
    text = OPENAPI.replace("schemas/thing.yaml#/Thing", "#/components/schemas/Node") + (
        "components:\n  schemas:\n    Node:\n      type: object\n      properties:\n        value: {type: VALUE}\n"
        "        next: {oneOf: [{$ref: '#/components/schemas/Node'}]}\n"
    )
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(text.replace("VALUE", "string"))
    new.write_text(text.replace("VALUE", "integer"))
    assert run(str(old), str(old))[0] == 0
    code, output = run(str(old), str(new), "--json")
    assert code == 1
    assert "sent-type-changed" in {found["rule"] for found in json.loads(output)["findings"]}
