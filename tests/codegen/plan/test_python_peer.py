"""datamodel-code-generator as an oracle of our models (docs/decisions/0003): where ours disagree with it, JSON Schema
must agree with ours. Values are valid ones, and every small edit of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from codegen.resolve import bundle
from tests.support.pydantic_peer import Unequal, compare
from tests.support.tools import ROOT, require_path

CONTRACTS = ROOT / "tests/fixtures/contracts"
CORPUS = ROOT.parent / "shared/corpus/openapi"
NOTES = CONTRACTS / "notes/contract/openapi.yaml"
HARD = ROOT / "tests/codegen/conform/hard.yaml"

# Where ours is not what JSON Schema says of the document: (schema, the edit's beginning) -> why.
VIEWS = "OpenAPI 3.1: what is writeOnly stands in requests alone, so answers need not have it though it is required"
TYPELESS = "`properties` without `type` make an object in every language (docs/decisions/0011)"
EXPLAINED: Mapping[str, Mapping[tuple[str, str], str]] = {
    "auth": {("Secret", ""): VIEWS},
    "train-travel.yaml": {("BookingPayment", ""): VIEWS},
    "torture": {("Account", ""): VIEWS, ("Objects", "/untyped is "): TYPELESS},
}


def unexplained(name: str, found: list[Unequal]) -> list[Unequal]:
    rows = EXPLAINED.get(name, {})
    return [one for one in found if not any(one.schema == s and one.what.startswith(w) for s, w in rows)]


FIXTURES = {"notes": 5, "auth": 3, "events": 13, "split": 8, "tasks": 3, "torture": 76, "hard": 64}
QUICK = "notes"
DOCUMENTS = {
    "chroma.json": 27, "museum.yaml": 22, "petstore.yaml": 3, "readme-circular.json": 11,
    "readme-discriminators.json": 24, "readme-polymorphism.json": 7, "tictactoe.yaml": 6, "train-travel.yaml": 11,
}  # fmt: skip


@pytest.mark.parametrize("name", [QUICK, *(pytest.param(n, marks=pytest.mark.gate) for n in FIXTURES if n != QUICK)])
def test_json_schema_agrees_with_ours_where_the_peer_does_not(tmp_path: Path, name: str) -> None:
    document = HARD if name == "hard" else CONTRACTS / name / "contract/openapi.yaml"
    outcome = compare(document, tmp_path, count=5)
    assert unexplained(name, outcome.amiss) == []
    assert len(outcome.schemas) == FIXTURES[name]
    assert outcome.values > 50 * len(outcome.schemas)


@pytest.mark.nightly
@pytest.mark.parametrize("name", DOCUMENTS)
def test_json_schema_agrees_with_ours_on_documents_of_others(tmp_path: Path, name: str) -> None:
    outcome = compare(require_path(CORPUS / name, "the corpus"), tmp_path, count=10)
    assert unexplained(name, outcome.amiss) == []
    assert len(outcome.schemas) == DOCUMENTS[name]


def test_models_of_a_wrong_type_are_found(tmp_path: Path) -> None:
    """A template that makes text a number: valid values are refused by ours alone."""
    text = (ROOT / "templates/python/module.py.j2").read_text()
    wrong = text.replace("{{ field.annotation }}", "{{ field.annotation | replace('str', 'int') }}")
    (tmp_path / "templates/python").mkdir(parents=True)
    (tmp_path / "templates/python/module.py.j2").write_text(wrong)
    found = compare(NOTES, tmp_path, count=2, templates=tmp_path / "templates").amiss
    assert {("Note", "valid"), ("Problem", "valid")} <= {(one.schema, one.what) for one in found}
    assert all(one.theirs and not one.ours for one in found if one.what == "valid")


def test_a_reading_that_forgets_null_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolve without OpenAPI 3.0's `nullable`."""
    monkeypatch.setattr(bundle, "lift_30", lambda schema: {k: v for k, v in schema.items() if k != "nullable"})
    found = compare(NOTES, tmp_path, count=2).amiss
    assert "/colour is null" in {one.what for one in found if one.schema == "Note" and one.theirs}
