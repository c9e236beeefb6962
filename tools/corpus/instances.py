"""Valid instances of every schema of a document, through a language's generated types and back (docs/conform.md)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.corpus.documents import Document

ROOT = Path(__file__).resolve().parents[2]
COUNT, SEED = 5, 0  # instances a schema and of each kind; the seed is fixed, so that a run can be repeated
SWIFT = f"{ROOT / 'tools/swift-toolchain.sh'} run swift"
NO_TIME = "no time was left"
TSC = ROOT / "tools/typescript/node_modules/typescript/bin/tsc"


@dataclass(slots=True)
class Survival:
    """One language on one document. `why`: nothing is known, because it did not run to its end."""

    language: str
    tried: int = 0
    survived: int = 0
    seconds: float = 0.0
    why: str = ""
    lost: list[str] = field(default_factory=list)


def send(document: Document, work: Path, languages: Sequence[str], until: float | None = None) -> list[Survival]:
    """By the command that people use. `until`, of time.monotonic(): no longer than that."""
    started = time.monotonic()
    if until is not None and started >= until:
        return [Survival(language, why=NO_TIME) for language in languages]
    command = [str(Path(sys.executable).with_name("contracts")), "conform", str(document.file), "--json", "--quiet"]
    command += ["--target", ",".join(languages), "--count", str(COUNT), "--seed", str(SEED), "--work", str(work)]
    child = subprocess.Popen(
        [*command, "--tsc", str(TSC), "--swift", SWIFT],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        out, err = child.communicate(timeout=None if until is None else until - started)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGTERM)  # the compiler that it runs, too
        child.communicate()
        return [Survival(language, why=NO_TIME) for language in languages]
    seconds = time.monotonic() - started
    try:
        report = json.loads(out)
        counts, failures = report["languages"], [f for f in report["failures"] if f["kind"] != "newer"]
    except (ValueError, KeyError):
        return [Survival(name, why=(err or out).strip()[-300:], seconds=seconds) for name in languages]
    return [
        Survival(
            name, count["tried"], count["survived"], seconds, lost=[_said(f) for f in failures if f["language"] == name]
        )
        for name, count in counts.items()
    ]


def _said(failure: dict[str, str]) -> str:
    value = json.dumps(failure["given"], ensure_ascii=False)[:120]
    return (
        f"{failure['schema']} ({failure['kind']}) at {failure['pointer'] or '/'}: {failure['message'][:200]}: {value}"
    )
