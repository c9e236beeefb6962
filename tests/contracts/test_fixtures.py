"""The fixture contracts are what they claim: valid documents that the toolchain reads without a word, and broken ones
whose one mistake it tells at the very place that the file marks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from openapi_spec_validator import validate
from openapi_spec_validator.readers import read_from_filename

from codegen.diagnostics import Diagnostics
from codegen.pipeline import ContractError, load_contract

FIXTURES = Path(__file__).parents[1] / "fixtures"
CONTRACTS = FIXTURES / "contracts"
OPENAPI = sorted(CONTRACTS.glob("*/contract/openapi.*"))
ASYNCAPI = sorted(CONTRACTS.glob("*/contract/asyncapi.yaml"))
BROKEN = sorted((CONTRACTS / "broken").glob("*.yaml"))
MARK = re.compile(r"# broken: (\S+)@(\d+)")


@pytest.mark.parametrize("file", OPENAPI, ids=lambda file: file.parts[-3])
def test_openapi_fixture_is_valid(file: Path) -> None:
    # A JSON document may hold what YAML, by which the validator would read it, does not.
    read = (json.loads(file.read_text()), file.as_uri()) if file.suffix == ".json" else read_from_filename(str(file))
    validate(read[0], base_uri=read[1])


@pytest.mark.parametrize("file", ASYNCAPI, ids=lambda file: file.parts[-3])
def test_asyncapi_fixture_is_valid(file: Path) -> None:
    judge = jsonschema_rs.Draft7Validator(json.loads((FIXTURES / "asyncapi/3.0.0.json").read_text()))
    document = yaml.load(file.read_text(), Loader=yaml.CSafeLoader)
    assert [f"{error.instance_path}: {error.message}" for error in judge.iter_errors(document)] == []


@pytest.mark.parametrize("file", [*OPENAPI, *ASYNCAPI], ids=lambda file: file.parts[-3])
def test_the_toolchain_reads_a_valid_fixture_without_a_word(file: Path) -> None:
    contract, diagnostics = load_contract([file])
    assert list(map(str, diagnostics)) == []
    assert contract.operations or contract.channels


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_mistake_is_told_where_it_stands(file: Path) -> None:
    want = {
        (found[1], number, int(found[2]))
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1)
        for found in MARK.finditer(line)
    }
    got = list(told(file))
    assert want
    assert {(d.rule, d.line, d.column) for d in got} == want, "\n".join(map(str, got))


def told(file: Path) -> Diagnostics:
    try:
        return load_contract([file])[1]
    except ContractError as refusal:
        return refusal.diagnostics
