"""Compare requests per second and latencies of the generated server, handwritten FastAPI, and Litestar with msgspec.

    python -m tools.bench.server [--rounds 5] [--seconds 5]        needs wrk; writes the section `server`

All three run with the same uvicorn settings in one process each and are measured in turns, so that whatever else the
machine does meets all of them. Processor time a request is the server's own (user and system).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tools.bench.servers.sample import TICKET
from tools.bench.table import ROOT, machine, ratios, spread, table, write_section

SERVERS = {"generated": "LeanVibe, generated", "handwritten": "FastAPI, by hand", "litestar": "Litestar, msgspec"}
CONNECTIONS = 16
HELP = "wrk is needed. Debian and Ubuntu: apt-get install wrk; macOS: brew install wrk"

# wrk's own report rounds; this one is JSON. Latencies in microseconds.
_REPORT = """
done = function(summary, latency)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format('\\n{"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "bad": %d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), bad))
end
"""
_POST = 'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [[%s]]\n'


@dataclass(frozen=True, slots=True)
class Load:
    title: str
    path: str
    script: str


LOADS = (
    Load(
        f"POST, {len(TICKET)} bytes of JSON with {len(json.loads(TICKET))} members, sent back",
        "/tickets",
        _POST % TICKET.decode(),
    ),
    Load("GET with a path and three query parameters", "/projects/7/tickets?limit=2&urgent=true&label=web", ""),
)


@dataclass(frozen=True, slots=True)
class Running:
    process: int
    port: int


@dataclass(frozen=True, slots=True)
class Sample:
    rate: float  # requests a second
    p50: float  # milliseconds
    p99: float
    cpu: float  # the server's microseconds of processor time a request


@contextmanager
def running(name: str) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ["--port", str(port), "--workers", "1", "--http", "httptools", "--loop", "uvloop", "--no-access-log"]
    command = [sys.executable, "-m", "uvicorn", f"tools.bench.servers.{name}:app", *settings, "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        wait(port, process)
        yield Running(process.pid, port)
    finally:
        process.terminate()
        process.wait(10)


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server accepts connections; RuntimeError after 30 seconds."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"{' '.join(map(str, process.args))} does not listen")  # type: ignore[arg-type]


def measure(server: Running, load: Load, seconds: int) -> Sample:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(load.script + _REPORT)
        script.flush()
        spent = _processor(server.process)
        done = subprocess.run(
            [
                "wrk",
                "-t1",
                f"-c{CONNECTIONS}",
                f"-d{seconds}s",
                "-s",
                script.name,
                f"http://127.0.0.1:{server.port}{load.path}",
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        spent = _processor(server.process) - spent
    report = json.loads(done.stdout.splitlines()[-1])
    if report["bad"]:
        raise RuntimeError(f"{report['bad']} of {report['requests']} requests failed")
    rate = report["requests"] / report["microseconds"] * 1e6
    return Sample(rate, report["p50"] / 1000, report["p99"] / 1000, spent / report["requests"] * 1e6)


def _processor(process: int) -> float:
    """User and system seconds so far (proc(5), /proc/pid/stat); 0 where there is no /proc."""
    file = Path(f"/proc/{process}/stat")
    if not file.exists():
        return 0.0
    fields = file.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rounds(count: int, seconds: int) -> dict[tuple[Load, str], list[Sample]]:
    samples = defaultdict[tuple[Load, str], list[Sample]](list)
    with ExitStack() as stack:
        servers = {name: stack.enter_context(running(name)) for name in SERVERS}
        for number in range(count + 1):  # the first warms up
            order = list(servers) if number % 2 else list(reversed(servers))
            for load in LOADS:
                for name in order:
                    sample = measure(servers[name], load, seconds if number else 1)
                    if number:
                        samples[load, name].append(sample)
                        figures = f"{sample.rate:8,.0f}/s  P99 {sample.p99:6.2f} ms  {sample.cpu:5.0f} µs"
                        print(f"round {number}: {load.path[:10]} {name:12} {figures}", flush=True)
    return samples


def section(samples: dict[tuple[Load, str], list[Sample]], seconds: int) -> str:
    count = len(next(iter(samples.values())))
    versions = ", ".join(
        f"{name} {version(name)}" for name in ("fastapi", "pydantic", "litestar", "msgspec", "uvicorn")
    )
    text = [
        "## The generated server",
        f"`make bench-server`: {count} rounds of {seconds} s per server and load, interleaved; wrk, {CONNECTIONS} "
        "connections; uvicorn with one process, uvloop and httptools for all. Medians, with minimum and maximum in "
        "brackets; the last column is the median of the ratios of the rounds. The generated server validates requests "
        "and responses against the contract's schemas; FastAPI validates both with `response_model`; Litestar "
        "validates requests. The goal is 2.0 times FastAPI and 1.3 times Litestar with a lower P99. "
        f"{machine()}; {versions}.",
    ]
    for load in LOADS:
        our_rates = [s.rate for s in samples[load, "generated"]]
        rows = []
        for name, title in SERVERS.items():
            of_server = samples[load, name]
            ratio = "" if name == "generated" else spread(ratios(our_rates, [s.rate for s in of_server]))
            rows.append([
                title, spread([s.rate for s in of_server], 0), spread([s.p50 for s in of_server]),
                spread([s.p99 for s in of_server]), spread([s.cpu for s in of_server], 0), ratio,
            ])  # fmt: skip
        head = [load.title, "requests/s", "P50 ms", "P99 ms", "processor µs per request", "ratio"]
        text.append(table(head, rows))
    return "\n\n".join(text)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--print", action="store_true", help="print the section instead of writing it")
    options = parser.parse_args(arguments)
    if not shutil.which("wrk"):
        parser.exit(2, HELP + "\n")
    text = section(rounds(options.rounds, options.seconds), options.seconds)
    if options.print:
        print(text)
    else:
        write_section("server", text)


if __name__ == "__main__":
    main()
