"""A generated server with a stranger's handlers (tests/codegen/runtime/test_channel.py) under `contracts fuzz-ws`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from codegen import fuzz
from codegen.pipeline import load_contract
from tests.codegen.runtime.test_channel import CONTRACT, Room, generated, serving


@pytest.mark.parametrize(
    ("phases", "examples", "seed"),
    [(fuzz.PHASES, 40, 1), *(pytest.param(fuzz.PHASES, 1000, n, marks=pytest.mark.nightly) for n in (2, 3, 4))],
)
async def test_a_generated_server_keeps_its_contract(
    tmp_path: Path, phases: Sequence[str], examples: int, seed: int
) -> None:
    server, models = generated(tmp_path, CONTRACT, f"fuzzed{seed}")
    async with serving(server.create_app(room_channel=Room(models))) as url:
        known = fuzz.surfaces(load_contract([CONTRACT])[0])
        options = fuzz.Options(phases, examples, seed, fuzz.Patience(answer=10, settle=0.01))
        report = await asyncio.to_thread(fuzz.run, known, fuzz.Door(url), options)
    assert [str(d) for d in report.diagnostics()] == []
    assert {str(row["message"]) for row in report.tally.rows()} == {"join", "say", "typing"}
