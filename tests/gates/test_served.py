"""The schema that the running application derives is the contract: compared by the same rules that judge a change."""

from __future__ import annotations

import json
from pathlib import Path

from codegen.cli import main as contracts
from generated.server import OPEN, create_app
from tests.support.commands import invoke
from tests.support.tools import ROOT


def test_what_is_served_is_the_contract(tmp_path: Path) -> None:
    served = tmp_path / "openapi.json"
    served.write_text(json.dumps(create_app(authenticate=OPEN).openapi()))
    done = invoke(
        contracts, ["diff", str(ROOT / "contracts/openapi.yaml"), str(served), "--all", "--json", "--instances", "0"]
    )
    found = json.loads(done.output)
    assert done.exit_code == 0, done.output
    assert found["findings"] == [], done.output
