"""How long the commands take to start, next to an empty Python program.

    python -m tools.bench.startup [--rounds 20]     writes the section `startup`

Instructions are counted by Valgrind where it is installed; they hardly differ from run to run, times do.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tools.bench.table import machine, table, write_section

BARE = "python -c pass"
COMMANDS = {
    BARE: [sys.executable, "-c", "pass"],
    **{
        line: [sys.executable, str(Path(sys.executable).with_name(line.split()[0])), *line.split()[1:]]
        for line in (
            "leanvibe --help",
            "contracts --help",
            "leanvibe search --help",
            "contracts lint --help",
            "leanvibe --version",
        )
    },
}
ALLOWED = 8
"""Times an empty program that the help of a command may take."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():  # in turns, so that what disturbs the machine disturbs all
            times[name].append(_timed(command))
    counts = {name: _instructions(command) for name, command in COMMANDS.items()}
    rows = []
    for name, measured in times.items():
        wall, processor = (statistics.median(column) for column in zip(*measured, strict=True))
        bare = statistics.median(cpu for _, cpu in times[BARE])
        count = f"{counts[name] / 1e6:,.0f}" if counts[name] else "–"
        ratio = f"{counts[name] / counts[BARE]:.1f}" if counts[name] else f"{processor / bare:.1f}"
        rows.append((f"`{name}`", f"{wall * 1000:.0f}", f"{processor * 1000:.0f}", count, ratio))
    write_section("startup", _section(rounds, table(HEAD, rows)))


HEAD = ("command", "wall, ms", "processor, ms", "million instructions", "times an empty program")


def _section(rounds: int, rows: str) -> str:
    return f"""## Starting a command

`make bench-startup`: medians of {rounds} fresh processes, the commands in turns, files in the cache. The last
column compares instructions, or processor time where Valgrind is not installed; `leanvibe --help` and
`contracts --help` may take {ALLOWED} times an empty program. {machine()}.

{rows}
"""


def _timed(command: Sequence[str]) -> tuple[float, float]:
    """Wall-clock and processor time in seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _instructions(command: Sequence[str]) -> int:
    """0 where Valgrind is not installed."""
    if shutil.which("valgrind") is None:
        return 0
    counting = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    done = subprocess.run(counting, check=True, capture_output=True, text=True)
    return int(re.findall(r"Collected : (\d+)", done.stderr)[0])


if __name__ == "__main__":
    main()
