"""LeanVibe's own socket under `contracts fuzz-ws`: whatever the contract allows is answered, all else refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest

from codegen import fuzz
from codegen.pipeline import load_contract
from handlers.llm.assistant import Answered, Cited, Piece, Usage
from handlers.llm.model import Message as Turn
from handlers.sessions.open import open_sessions
from handlers.storage.database import Database
from tests.handlers.api.socket_client import ScriptedEngine
from tests.handlers.api.test_socket import running

CONTRACT = Path(__file__).parents[3] / "contracts" / "asyncapi.yaml"


class _BriefEngine(ScriptedEngine):
    """Says one word to every question, at once."""

    async def ask(
        self,
        question: str,
        *,
        project_id: str | None = None,
        history: Sequence[Turn] = (),
        max_tokens: int = 512,
        temperature: float = 0.0,
    ) -> AsyncGenerator[Cited | Piece | Answered]:
        yield Cited((), prompt_tokens=3)
        yield Piece("Yes")
        yield Answered("Yes", (), Usage(3, 1), "stop")


@pytest.mark.parametrize(
    ("phases", "examples", "seed"),
    [
        (["fuzzing"], 15, 11),
        pytest.param(fuzz.PHASES, 500, 1, marks=pytest.mark.nightly),
        pytest.param(["fuzzing"], 500, 2, marks=pytest.mark.nightly),
        pytest.param(["fuzzing"], 500, 3, marks=pytest.mark.nightly),
        (["coverage"], 0, 0),
    ],
)
async def test_the_socket_keeps_its_contract(
    database: Database, phases: Sequence[str], examples: int, seed: int
) -> None:
    room = await open_sessions(database)
    async for server in running(room, engine=_BriefEngine()):
        door = fuzz.Door(f"ws://{server.place}", headers=(("Authorization", "Bearer anna"),))
        options = fuzz.Options(
            phases, examples, seed, fuzz.Patience(answer=10, settle=0.01), fixed={"sessionId": await server.session()}
        )
        known = fuzz.surfaces(load_contract([CONTRACT])[0])
        report = await asyncio.to_thread(fuzz.run, known, door, options)
        assert [str(d) for d in report.diagnostics()] == []
        assert report.openings == {"ws": ("ConnectionHello",)}
        if "coverage" in phases:
            rows = {str(row["message"]): row for row in report.tally.rows()}
            assert rows.keys() == set(known[0].takes)
            assert all(row["validAccepted"] and row["changedRefused"] for row in rows.values())
