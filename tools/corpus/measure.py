"""Measure a document: one function per property. Each returns a verdict and does not depend on the others."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tools.corpus.documents import Document
from tools.corpus.instances import Survival
from tools.corpus.operations import Asked, asked

ROOT = Path(__file__).resolve().parents[2]
STRICT = ("--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noEmit")
SWIFT = (
    "swiftc",
    "-typecheck",
    "-whole-module-optimization",  # one process, not one a file
    "-swift-version",
    "6",
    "-warnings-as-errors",
    "-parse-as-library",
    "-module-name",
    "API",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    ok: bool
    said: str = ""  # what is wrong, or a figure worth showing
    seconds: float = 0.0


@dataclass(slots=True)
class Row:
    """Everything measured on one document."""

    name: str
    says: str
    operations: int = 0
    megabytes: float = 0.0  # peak memory of generating
    warnings: int = 0
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    survivals: list[Survival] = field(default_factory=list)  # instances, a language each

    @property
    def broken(self) -> list[str]:
        return [f"{promise}: {verdict.said}" for promise, verdict in self.verdicts.items() if not verdict.ok]


def generate(document: Document, folder: Path, row: Row) -> list[dict[str, Any]]:
    """All four targets, by the command that people use. A document that is not read must be refused with its place."""
    contracts = str(Path(sys.executable).with_name("contracts"))
    command = [contracts, "generate", str(document.file), "--out", str(folder), "--json"]
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = subprocess.Popen([*command, "--force"], cwd=ROOT, stdout=out, stderr=err)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - started
        out.seek(0)
        err.seek(0)
        text, errors = out.read(), err.read()
    row.megabytes = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    try:
        diagnostics: list[dict[str, Any]] = json.loads(text)["diagnostics"]
    except ValueError:
        row.verdicts["generates"] = Verdict(False, (errors or text).strip().split("\n")[-1][:300], seconds)
        return []
    row.warnings = sum(d["severity"] == "warning" for d in diagnostics)
    wrong = [d for d in diagnostics if d["severity"] == "error"]
    summary = "; ".join(f"{d['rule']} {d['file']}:{d['line']}: {d['message']}" for d in wrong)[:300]
    if document.readable:
        row.verdicts["generates"] = Verdict(child.returncode == 0, summary, seconds)
    else:
        row.verdicts["generates"] = Verdict(child.returncode == 1 and bool(wrong), f"refused: {summary}", seconds)
    return diagnostics


def lost(document: Document, folder: Path, diagnostics: Iterable[Mapping[str, Any]], row: Row) -> list[Asked]:
    """Finds operations that neither a target has nor a diagnostic speaks of; gives the HTTP ones, to ask the server."""
    wanted = list(asked(document.data()))
    row.operations = len(wanted)
    reported = {operation["pointer"] for operation in diagnostics}
    sources = {
        "typescript": _called(folder / "typescript", r"""method: "([^"]+)",\s*path: ("(?:[^"\\]|\\.)*")"""),
        "swift": _called(folder / "swift", r"""HTTPCall\(\s*"(?:[^"\\]|\\.)*",\s*"([^"]+)",\s*("(?:[^"\\]|\\.)*")"""),
    }
    missing = []
    for operation in wanted:
        if _spoken_of(operation.pointer, reported):
            continue
        if operation.kind == "http":
            called = unquote(operation.label)  # generated clients write a path as it is sent: escaped
            missing += [f"{operation.label} in {name}" for name, calls in sources.items() if called not in calls]
        elif operation.kind != "channel" or not (folder / "fastapi").exists():
            missing.append(operation.label)
    row.verdicts["operations"] = Verdict(not missing, "; ".join(missing)[:300])
    return [operation for operation in wanted if operation.kind == "http"]


def python(folder: Path, calls: Sequence[Asked], row: Row) -> None:
    """The package imports, every type builds; the server starts and knows every operation."""
    command = [sys.executable, str(ROOT / "tools/corpus/serve.py"), str(folder)]
    sent = json.dumps([call.label.split(" ", 1) for call in calls])
    started = time.monotonic()
    done = subprocess.run(
        command, input=sent, capture_output=True, text=True, env=dict(os.environ, PYTHONPATH=str(ROOT)), check=False
    )
    seconds = time.monotonic() - started
    try:
        result = json.loads(done.stdout.strip().split("\n")[-1])
    except ValueError:
        result = dict.fromkeys(("models failed", "server failed"), done.stderr.strip().split("\n")[-1][:300])
    row.verdicts["python"] = Verdict("models" in result, result.get("models failed", f"{result.get('models')} types"))
    server = result.get("server", {})
    summary = result.get("server failed") or "; ".join(server["unserved"][:5]) or _counted(server["statuses"])
    row.verdicts["fastapi"] = Verdict("server" in result and not server["unserved"], summary[:300], seconds)


def mypy(folder: Path, row: Row) -> None:
    """The models and the server under mypy --strict."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--python-version", "3.11"]
    command += ["--cache-dir", str(ROOT / ".cache/corpus-mypy"), "-p", "sdk.python", "-p", "sdk.fastapi"]
    above = folder / "checked"  # the document's own: others are measured at the same time
    (above / "sdk").mkdir(parents=True, exist_ok=True)
    for name in ("python", "fastapi"):
        link = above / "sdk" / name
        link.unlink(missing_ok=True)
        link.symlink_to(folder / name)
    path = os.pathsep.join([str(above), str(ROOT)])
    row.verdicts["mypy"] = _run([*command, "--explicit-package-bases", "--namespace-packages"], above, MYPYPATH=path)


def typescript(folder: Path, row: Row) -> None:
    tsc = ROOT / "tools/typescript/node_modules/typescript/bin/tsc"
    row.verdicts["typescript"] = _run(["node", str(tsc), "-p", ".", *STRICT], folder / "typescript")


def swift(folder: Path, row: Row) -> None:
    sources = [str(file.relative_to(folder)) for file in sorted((folder / "swift/Sources").rglob("*.swift"))]
    row.verdicts["swift"] = _run([str(ROOT / "tools/swift-toolchain.sh"), "run", *SWIFT, *sources], folder)


def _run(command: Sequence[str], folder: Path, **environment: str) -> Verdict:
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip
    wrong = next((line for line in done.stdout.split("\n") if "error" in line), done.stdout.strip().split("\n")[0])
    return Verdict(done.returncode == 0, "" if done.returncode == 0 else wrong[:300], time.monotonic() - started)


def _called(folder: Path, pattern: str) -> set[str]:
    """The 'METHOD /path' that generated sources call."""
    names = set()
    for file in folder.rglob("*"):
        if file.suffix in (".ts", ".swift") and file.parent.name.lower() != "runtime":
            for method, path in re.findall(pattern, file.read_text(encoding="utf-8")):
                names.add(f"{method} {unquote(_unescaped(path))}")
    return names


def _unescaped(literal: str) -> str:
    """A string literal of TypeScript or Swift."""
    spelled = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda match: chr(int(match[1], 16)), literal[1:-1])
    return re.sub(r"\\(.)", r"\1", spelled)


def _spoken_of(pointer: str, reported: Iterable[str]) -> bool:
    """Whether a diagnostic speaks of the operation as a whole: at its place or around it, not of a detail within."""
    return any(place and (pointer == place or pointer.startswith(f"{place}/")) for place in reported)


def _counted(statuses: Mapping[str, int]) -> str:
    return ", ".join(f"{count}×{status}" for status, count in sorted(statuses.items()))
