"""asyncapi-python reads the same operations out of a document as we do: a second pair of eyes on the parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from asyncapi_python_codegen.parser import extract_all_operations

from codegen.pipeline import load_contract
from tests.support.tools import ROOT

DOCUMENTS = (ROOT / "contracts/asyncapi.yaml", ROOT / "tests/fixtures/contracts/chatroom/contract/asyncapi.yaml")


@pytest.mark.parametrize("document", DOCUMENTS, ids=["own", "chatroom"])
def test_the_same_operations(document: Path) -> None:
    contract, _ = load_contract([document])
    addresses = {channel.key: channel.address for channel in contract.channels}
    ours = {(o.id, o.action, addresses[o.channel]) for o in contract.channel_operations}
    theirs = {
        (key, operation.action, operation.channel.address)
        for key, operation in extract_all_operations(document, validate=False).items()
    }
    assert ours == theirs
