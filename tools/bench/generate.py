"""Compare generation with other tools on the same documents in one run: time, processor time and memory.

    python -m tools.bench.generate [--rounds 3] [--only spotify,notes]     writes the section `generate`

Peers are installed into .cache/bench (npm, Maven). Every run is a fresh process into an empty folder, the tools in
turns. A tool that has taken a minute on a document is not asked again there.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.bench import peers, synthetic
from tools.bench.peers import Tool
from tools.bench.table import ROOT, machine, ratios, table, write_section

CORPUS = ROOT.parent / "shared" / "corpus" / "openapi"
ENOUGH = 60.0  # seconds of one tool on one document
LIMIT = 300.0  # seconds of one run
OURS = {  # our target for the same purpose
    "Pydantic models": "LeanVibe, python",
    "types and client": "LeanVibe, typescript",
    "types only": "LeanVibe, typescript",
    "package with client": "LeanVibe, swift",
}
HEAD = ("output", "wall, s", "processor, s", "memory, MiB", "lines", "ratio")
OTHERS = ("train-travel.yaml", "spotify.yaml", "nextcloud-tables.json", "k8s-apps-v1.json")


@dataclass(frozen=True, slots=True)
class Run:
    wall: float  # seconds
    cpu: float  # seconds, of all its processes
    memory: float  # MiB, of its largest process
    lines: int  # of what it wrote
    failed: str = ""


Runs = dict[tuple[str, str], list[Run]]
"""By document and tool."""


def documents() -> dict[str, Path]:
    """Ours and one that is made always; other people's where they are."""
    generated = synthetic.write(ROOT / ".cache" / "bench" / "documents" / "synthetic.json")
    available = {
        "notes": ROOT / "tests/fixtures/contracts/notes/contract/openapi.yaml",
        "LeanVibe": ROOT / "contracts/openapi.yaml",
        **{Path(name).stem: CORPUS / name for name in OTHERS},
        "synthetic": generated,
    }
    return {name: file for name, file in available.items() if file.exists()}


def run(command: list[str], out: Path) -> Run:
    """One process and what it spent, its children included."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(command, stdout=stderr, stderr=stderr, cwd=out)
        _, status, spent = _wait(process, begun)
        stderr.seek(0)
        tail = stderr.read()[-300:].decode(errors="replace").strip()
    wall = time.perf_counter() - begun
    failed = "" if status == 0 else (f"no end after {LIMIT:.0f} s" if wall >= LIMIT else tail or f"status {status}")
    return Run(wall, spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 1024, _lines(out), failed)


def _wait(process: subprocess.Popen[bytes], begun: float) -> tuple[int, int, resource.struct_rusage]:
    while True:
        waited = os.wait4(process.pid, os.WNOHANG)
        if waited[0]:
            process.returncode = os.waitstatus_to_exitcode(waited[1])
            return waited[0], process.returncode, waited[2]
        if time.perf_counter() - begun > LIMIT:
            process.kill()
        time.sleep(0.005)


def _lines(folder: Path) -> int:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    return sum(file.read_bytes().count(b"\n") for file in files)


def measure(documents: dict[str, Path], tools: Sequence[Tool], rounds: int) -> Runs:
    runs_by_tool: Runs = defaultdict(list)
    for name, document in documents.items():
        for number in range(rounds):
            for tool in tools:
                runs = runs_by_tool[name, tool.name]
                if sum(r.wall for r in runs) > ENOUGH or any(r.failed for r in runs):
                    continue
                with tempfile.TemporaryDirectory() as out:
                    runs.append(run(tool.command(document.resolve(), Path(out)), Path(out)))
                summary = runs[-1].failed.splitlines()[-1:] or [
                    f"{runs[-1].wall:.2f} s, {runs[-1].cpu:.2f} s of processor"
                ]
                print(f"{name}, round {number + 1}: {tool.name}: {summary[0][:150]}", flush=True)
    return runs_by_tool


@dataclass(frozen=True, slots=True)
class Promise:
    what: str
    allowed: float  # seconds
    run: Run


def promises(largest: Path) -> list[Promise]:
    """What this project promises of itself: cold, unchanged, and the largest document of all."""
    command = [*peers.tools()[0].command(ROOT / "contracts/openapi.yaml", Path("sdk"))]
    with tempfile.TemporaryDirectory() as out:
        cold = run(command, Path(out))
        unchanged = run(command, Path(out))
        quick = run([*("check" if word == "generate" else word for word in command), "--quick"], Path(out))
    with tempfile.TemporaryDirectory() as out:
        large = run(peers.tools()[0].command(largest.resolve(), Path(out)), Path(out))
    title = f"{largest.name} ({largest.stat().st_size / 1e6:.1f} MB), cold, all four targets; memory under 2,048 MiB"
    return [
        Promise("this project's contract, cold, all four targets", 5, cold),
        Promise("the same, unchanged", 2, unchanged),
        Promise("`contracts check --quick`, unchanged", 0.5, quick),
        Promise(title, 30, large),
    ]


def section(runs_by_tool: Runs, documents: dict[str, Path], tools: Sequence[Tool], kept: Iterable[Promise]) -> str:
    text = [
        "## Generation",
        "`make bench-generate`: medians of fresh processes with empty output folders, the tools in turns; processor "
        "time of all processes of a tool, memory of its largest (Linux reports at least the memory of the measuring "
        "process, which is the smallest figure in a table). The last column compares another tool with our target for "
        "the same purpose: the ratio of processor times (wall-clock time also depends on the load of the machine). "
        f"{machine()}.",
        "LeanVibe's four targets are Pydantic models, a FastAPI server, a Swift and a TypeScript package; "
        "openapi-typescript writes types without a client; datamodel-code-generator models without a server.",
        table(
            ["goal", "limit, s", "wall, s", "processor, s", "memory, MiB"],
            [[p.what, p.allowed, f"{p.run.wall:.2f}", f"{p.run.cpu:.2f}", f"{p.run.memory:,.0f}"] for p in kept],
        ),
    ]
    for name, document in documents.items():
        rows = [_row(name, tool, runs_by_tool) for tool in tools if runs_by_tool.get((name, tool.name))]
        text.append(table([f"{name}, {document.stat().st_size / 1000:,.0f} KB", *HEAD], rows))
    return "\n\n".join(text)


def _row(document: str, tool: Tool, runs_by_tool: Runs) -> list[str]:
    runs, ours = runs_by_tool[document, tool.name], OURS.get(tool.makes, "")
    if runs[-1].failed:
        return [tool.name, tool.makes, f"fails: {runs[-1].failed.splitlines()[-1][:80]}", "", "", "", ""]
    beside = ""
    if ours and ours != tool.name:
        mine = runs_by_tool[document, ours]
        pairs = min(len(mine), len(runs))
        beside = f"{statistics.median(ratios([r.cpu for r in runs[:pairs]], [r.cpu for r in mine[:pairs]])):.1f}"
    middle = [
        statistics.median(values) for values in zip(*((r.wall, r.cpu, r.memory, r.lines) for r in runs), strict=True)
    ]
    makes = "all four" if tool.makes == peers.ALL else tool.makes
    return [tool.name, makes, f"{middle[0]:.2f}", f"{middle[1]:.2f}", f"{middle[2]:,.0f}", f"{middle[3]:,.0f}", beside]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="names of documents, with commas between")
    parser.add_argument("--print", action="store_true", help="print the section instead of writing it")
    options = parser.parse_args(arguments)
    try:
        peers.install()
    except RuntimeError as error:
        parser.exit(2, f"{error}\n")
    files, tools = documents(), peers.tools()
    chosen = {name: file for name, file in files.items() if not options.only or name in options.only.split(",")}
    text = section(measure(chosen, tools, options.rounds), chosen, tools, promises(files["synthetic"]))
    if options.print:
        print(text)
    else:
        write_section("generate", text)


if __name__ == "__main__":
    main()
