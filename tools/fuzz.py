"""Fuzzes generated servers from their contracts for as long as you like: `make fuzz ARGS="leanvibe --seeds 1,2,3"`.

Every check and phase of schemathesis, compared with openapi-core, on LeanVibe (started on a small project of its own)
and on the four fixture contracts. A failure is printed immediately, with the `curl` command that repeats it.
Exit codes: 0 nothing found, 1 failures, 130 interrupted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rich.console import Console

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.gates.fuzzing import Outcome, Plan, fuzz  # noqa: E402  # tests are no package of the distribution
from tests.gates.subjects import NAMES, subject  # noqa: E402

console = Console(stderr=True)


def main() -> int:
    reads = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reads.add_argument("names", nargs="*", default=[*NAMES, "leanvibe"], help="which servers; all where none is named")
    reads.add_argument("--examples", type=int, default=100, help="cases an operation and phase (default 100)")
    reads.add_argument("--seeds", default="1,2,3", help="one run each (default 1,2,3)")
    options = reads.parse_args()
    unknown = set(options.names) - {*NAMES, "leanvibe"}
    if unknown:
        reads.error(f"there is no {min(unknown)}; there are {', '.join(NAMES)}, leanvibe")
    try:
        failed = [
            outcome
            for name in options.names
            for outcome in _runs(name, options.examples, [int(seed) for seed in options.seeds.split(",")])
            if outcome.failures
        ]
    except KeyboardInterrupt:
        return 130
    return 1 if failed else 0


def _runs(name: str, examples: int, seeds: list[int]) -> list[Outcome]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        contract, document, app, settings = _leanvibe(folder, stack) if name == "leanvibe" else _fixture(name, folder)
        return [_run(f"{name}, seed {seed}", contract, document, app, examples, seed, settings) for seed in seeds]


def _run(
    title: str,
    contract: Path,
    document: Mapping[str, Any],
    app: Any,
    examples: int,
    seed: int,
    settings: Mapping[str, Any],
) -> Outcome:
    begun, reported = time.monotonic(), set[str]()
    with console.status(title) as status:

        def tell(outcome: Outcome) -> None:
            for failure in outcome.failures.keys() - reported:
                reported.add(failure)
                print(f"{title}: {failure}\n", flush=True)
            status.update(f"{title}: {outcome.cases} cases, {outcome.transitions} by links, {len(reported)} failures")

        plan = Plan(examples, seed, settings, told=tell)
        outcome = fuzz(contract, document, app() if callable(app) else app, plan)
        tell(outcome)
    line = f"{title}: {outcome.cases} cases, {outcome.transitions} by links, {outcome.judged} judged twice, "
    print(f"{line}{len(outcome.failures)} failures, {time.monotonic() - begun:.0f} s", flush=True)
    for what, why in outcome.overruled.items():
        print(f"  overruled: {what}: {why}")
    return outcome


def _fixture(name: str, folder: Path) -> tuple[Path, Mapping[str, Any], Any, Mapping[str, Any]]:
    served = subject(name, folder)
    return served.contract, served.document, served.app, served.settings


def _leanvibe(folder: Path, stack: ExitStack) -> tuple[Path, Mapping[str, Any], Any, Mapping[str, Any]]:
    from generated.server import plan
    from tests.server.conftest import FAST, start, wait_for_index, write_project

    console.print("starting LeanVibe")
    server = start(folder, "--project", str(write_project(folder)), **FAST)
    stack.callback(server.process.wait)
    stack.callback(server.process.kill)
    with server.client() as client:
        wait_for_index(client)
    settings = {"base-url": server.url, "headers": {"Authorization": f"Bearer {server.key}"}, "request-timeout": 300}
    return ROOT / "contracts/openapi.yaml", plan().documents["openapi"], None, settings


if __name__ == "__main__":
    sys.exit(main())
