"""Channels that carry messages one way only are served like others."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from codegen.config import of_documents
from codegen.pipeline import generate

DOCUMENT = """
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  feed:
    address: /feed
    bindings: {ws: {}}
    messages: {tick: {payload: {type: object, required: [n], properties: {n: {type: integer}}}}}
operations:
  go: {action: ACTION, channel: {$ref: '#/channels/feed'}}
"""


@pytest.mark.parametrize("action", ["send", "receive"])
def test_a_server_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    name = f"one_way_{action}"
    (tmp_path / "asyncapi.yaml").write_text(DOCUMENT.replace("ACTION", action))
    made = generate(of_documents([tmp_path / "asyncapi.yaml"], tmp_path / name, ["python", "fastapi"]))
    for target, tree in made.trees.items():
        for file, text in tree.items():
            (tmp_path / name / target).mkdir(parents=True, exist_ok=True)
            (tmp_path / name / target / file).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    app = importlib.import_module(f"{name}.fastapi").create_app()
    assert "/feed" in [getattr(route, "path", "") for route in app.router.routes]
    for module in [one for one in sys.modules if one.startswith(name)]:
        del sys.modules[module]
