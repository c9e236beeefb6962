"""64 clients with valid and invalid requests at once: each gets its own answers, and memory is level."""

from __future__ import annotations

import asyncio
import gc
import random
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.attack.cases import SEED
from tests.gates.subjects import subject
from tests.support.serving import serving

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(600)]

CLIENTS = 64
ROUNDS = 2
REQUESTS = 12  # of each client in each round
LEVEL = 20_000  # objects that may remain after a round

BROKEN: list[tuple[str, bytes, int]] = [
    ("application/json", b'{"text": 1}', 400),
    ("application/json", b"{", 400),
    ("application/json", b"", 400),
    ("application/json", b"[" * 1000, 400),
    ("text/plain", b"x", 415),
    ("application/json; charset=utf-7", b"{}", 415),
]


async def client(base: str, number: int, chance: random.Random) -> int:
    """How many answers were right; AssertionError for a wrong one."""
    async with httpx.AsyncClient(base_url=f"http://{base}", timeout=120, trust_env=False) as http:
        right = 0
        for step in range(REQUESTS):
            text = f"client {number} step {step} {chance.random()}"
            match chance.randrange(4):
                case 0:
                    media_type, body, status = chance.choice(BROKEN)
                    answer = await http.post("/notes", content=body, headers={"Content-Type": media_type})
                    assert answer.status_code == status, (SEED, number, step, body, answer.status_code)
                case 1:
                    answer = await http.get(f"/notes/{chance.choice([0, -1, 10**12, 'x', '%00', '1e3'])}")
                    assert answer.status_code in (400, 404), (SEED, number, step, answer.status_code)
                case _:
                    created = await http.post("/notes", json={"text": text, "tags": [str(number)]})
                    assert (created.status_code, created.json()["text"]) == (201, text), (
                        SEED,
                        number,
                        step,
                        created.text,
                    )
                    read = await http.get(created.headers["location"])
                    assert read.json() == created.json(), (SEED, number, step, read.text)
            right += 1
        return right


async def test_each_client_gets_its_own_answers_and_memory_is_level(tmp_path: Path) -> None:
    notes = subject("notes", tmp_path)
    counts = list[int]()
    for turn in range(ROUNDS):
        app: Any = notes.app()  # whose notes end with it
        async with serving(app) as base:
            chances = [random.Random(f"{SEED} load {turn} {number}") for number in range(CLIENTS)]
            answered = await asyncio.gather(*(client(base, n, chance) for n, chance in enumerate(chances)))
        assert answered == [REQUESTS] * CLIENTS
        del app
        gc.collect()
        counts.append(len(gc.get_objects()))
    assert counts[-1] - counts[0] < LEVEL, f"SEED={SEED}: {counts}"
