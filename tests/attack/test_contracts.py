"""Hostile texts at random places of contracts (T19): all output compiles, and importing it runs nothing of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.pipeline import ContractError
from tests.attack.cases import Attack
from tests.codegen.test_hostile import check_python, check_typescript, scrambled, written

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(900)]

CASES = 12  # tests/codegen/test_hostile.py compiles Swift as well, which takes a minute for each


def test_no_text_of_a_contract_becomes_code(tmp_path: Path) -> None:
    attack = Attack("contracts")
    for number, chance in attack.cases(CASES):
        seed, folder = chance.randrange(10**9), tmp_path / str(number)
        with attack.case(number, f"scrambled({seed})"):
            try:
                written(scrambled(seed), folder)
            except ContractError:
                continue
            check_python(folder)
            check_typescript(folder)
    attack.finish()
