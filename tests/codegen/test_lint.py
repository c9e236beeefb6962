"""Each lint rule has a fixture of its name that marks where it speaks: `# lint: rule/id@column` at the line's end.

The fixture's own rule speaks there and nowhere else; of the others none warns, unless it is marked; what is only advice
(info) they may give. In the clean documents nobody says anything.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from codegen.cli import main
from codegen.diagnostics import Severity
from codegen.lint import RULES, lint_documents
from codegen.lint.page import page
from codegen.lint.reading import READING
from codegen.pipeline import ContractError
from tests.support.commands import invoke

FIXTURES = Path(__file__).parents[1] / "fixtures" / "lint"
FILES = sorted(FIXTURES.glob("*.yaml"))
MARK = re.compile(r"# lint: (\S+)@(\d+)")
BROKEN = FIXTURES.parent / "contracts" / "broken"
DOCS = Path(__file__).parents[2] / "docs" / "lint.md"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_rules_speak_where_the_fixture_says(file: Path) -> None:
    want = {
        (found[1], number, int(found[2]))
        for number, line in enumerate(file.read_text().splitlines(), 1)
        for found in MARK.finditer(line)
    }
    clean = file.stem.startswith("clean")
    found = list(lint_documents([file]))
    got = [d for d in found if clean or d.severity is not Severity.INFO or d.rule.replace("/", "-") == file.stem]
    assert {(d.rule, d.line, d.column) for d in got} == want, "\n".join(map(str, got))
    assert {Path(d.file).name for d in found} <= {file.name}


def test_every_rule_has_a_fixture_that_it_speaks_in() -> None:
    spoken = {found[1]: file.stem for file in FILES for found in MARK.finditer(file.read_text())}
    assert spoken == {rule.id: rule.id.replace("/", "-") for rule in RULES}


def test_rules_say_what_they_are_for() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9-]+", rule.id) and rule.purpose for rule in RULES)


def test_the_page_is_what_the_rules_say() -> None:
    assert DOCS.read_text() == page(), "contracts lint --rules --format markdown > docs/lint.md"


def test_what_reading_tells_is_on_the_page() -> None:
    told = set()
    for file in [*BROKEN.glob("*.yaml"), *BROKEN.glob("*.json")]:
        try:
            told |= {d.rule for d in lint_documents([file])}
        except ContractError as error:
            told |= {d.rule for d in error.diagnostics}
    assert told - {rule.id for rule in RULES} - set(READING) == set()
    assert len(told & set(READING)) > 15


def test_the_projects_own_contracts_are_clean() -> None:
    contracts = FIXTURES.parents[2] / "contracts"
    assert [str(d) for d in lint_documents([contracts / "openapi.yaml", contracts / "asyncapi.yaml"])] == []


DOCUMENT = """\
openapi: 3.1.1
info: {{ title: T, version: '1' }}
{top}security: []
paths:
  /a:
    {path}get:
      responses: {{ '204': {{ description: Done }}, default: {{ description: Failed }} }}
components:
  schemas:
    A: {{ type: object, properties: {{ x-lint-ignore: {{ type: string, minimum: 1 }} }} }}
    B: {{ $ref: '#/components/schemas/A' }}
"""


@pytest.mark.parametrize(
    ("top", "path", "left"),
    [
        ("", "", {"operation/id", "component/unused", "schema/never-applies"}),
        ("", "x-lint-ignore: { operation/id: why }\n    ", {"component/unused", "schema/never-applies"}),
        ("", "x-lint-ignore: { operation/*: why }\n    ", {"component/unused", "schema/never-applies"}),
        ("x-lint-ignore: { '*': everything }\n", "", set()),
        ("x-lint-ignore: { '*': '' }\n", "", {"ignore/no-reason"}),
        ("x-lint-ignore: ['*']\n", "", {"ignore/no-reason"}),
        ("", "x-lint-ignore: { tag/duplicate: why }\n    ", {
            "operation/id", "component/unused", "schema/never-applies", "ignore/unused"
        }),
    ],
)  # fmt: skip
def test_what_is_ignored_in_place(tmp_path: Path, top: str, path: str, left: set[str]) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(DOCUMENT.format(top=top, path=path))
    assert {d.rule for d in lint_documents([file]) if d.severity is not Severity.INFO} == left


def test_nothing_silences_what_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("openapi: 3.1.1\nx-lint-ignore: { '*': no }\nopenapi: 3.1.1\n")
    result = invoke(main, ["lint", str(file)])
    assert (result.exit_code, "load/duplicate-key" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--format", "github"], 1, "::error file="),
        (["--format", "sarif"], 1, '"ruleId": "schema/impossible"'),
        (["--json"], 1, '"rule": "schema/impossible"'),
        ([], 1, "error[schema/impossible]"),
        (["--format", "xml"], 2, "sarif"),
    ],
)
def test_the_command_tells_in_every_format(words: list[str], code: int, says: str) -> None:
    result = invoke(main, ["lint", str(FIXTURES / "schema-impossible.yaml"), *words])
    assert (result.exit_code, says in result.output) == (code, True), result.output
    if "--json" in words or "sarif" in words:
        json.loads(result.output)


def test_a_list_of_required_names_may_hold_anything(tmp_path: Path) -> None:
    file = tmp_path / "odd.yaml"
    file.write_text(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n"
        "components: {schemas: {Odd: {type: object, required: [{name: id}], properties: {id: {}}}}}\n"
    )
    assert any(found.pointer == "/components/schemas/Odd/required/0" for found in lint_documents([file]))
