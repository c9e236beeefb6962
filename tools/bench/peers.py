"""The generators that tools/bench/generate.py measures: ours and its peers, versions pinned, installed into .cache/."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tools.bench.table import ROOT

FOLDER = ROOT / ".cache" / "bench" / "tools"
_BIN = Path(sys.executable).parent
_NPM = {"openapi-typescript": "7.13.0", "@hey-api/openapi-ts": "0.99.0", "typescript": "5.9.3"}
_JAR = ("org.openapitools:openapi-generator-cli", "7.25.0")
_MAVEN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
ALL = "python,fastapi,swift,typescript"

Command = Callable[[Path, Path], list[str]]
"""A document and an output folder -> what to run."""


@dataclass(frozen=True, slots=True)
class Tool:
    name: str
    makes: str
    command: Command


def install() -> None:
    """Install the peers that are missing; RuntimeError names a program that they need."""
    for program, what in (("npm", "Node 20 or newer"), ("mvn", "Maven"), ("java", "Java 17 or newer")):
        if not shutil.which(program):
            raise RuntimeError(f"{program} is needed: install {what}")
    modules, jar = FOLDER / "npm", _jar()
    wanted = json.dumps({"private": True, "dependencies": _NPM})
    if not (modules / "package.json").exists() or (modules / "package.json").read_text() != wanted:
        modules.mkdir(parents=True, exist_ok=True)
        (modules / "package.json").write_text(wanted)
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit"], cwd=modules, check=True)
    if not jar.exists():
        artifact = f"-Dartifact={_JAR[0]}:{_JAR[1]}:jar"
        subprocess.run(["mvn", "-B", "-q", _MAVEN, artifact, f"-DoutputDirectory={FOLDER}"], check=True)


def tools() -> list[Tool]:
    node = FOLDER / "npm" / "node_modules" / ".bin"
    return [
        Tool("LeanVibe, all four", ALL, _ours(ALL)),
        Tool("LeanVibe, python", "Pydantic models", _ours("python")),
        Tool(
            f"datamodel-code-generator {version('datamodel-code-generator')}",
            "Pydantic models",
            lambda document, out: [
                str(_BIN / "datamodel-codegen"), "--input", str(document), "--output", str(out / "models.py"),
                "--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel",
            ],
        ),
        Tool("LeanVibe, typescript", "types and client", _ours("typescript")),
        Tool(
            f"hey-api {_NPM['@hey-api/openapi-ts']}",
            "types and client",
            lambda document, out: [
                str(node / "openapi-ts"), "-i", str(document), "-o", str(out / "sdk"), "-c", "@hey-api/client-fetch",
                "--no-log-file",
            ],
        ),
        Tool(
            f"openapi-typescript {_NPM['openapi-typescript']}",
            "types only",
            lambda document, out: [str(node / "openapi-typescript"), str(document), "-o", str(out / "types.ts")],
        ),
        Tool("LeanVibe, swift", "package with client", _ours("swift")),
        Tool(
            f"openapi-generator {_JAR[1]}, swift6",
            "package with client",
            lambda document, out: [
                "java", "-jar", str(_jar()), "generate", "-g", "swift6", "-i", str(document), "-o", str(out / "sdk"),
                "--skip-validate-spec",
            ],
        ),
    ]  # fmt: skip


def _ours(targets: str) -> Command:
    return lambda document, out: [
        str(_BIN / "contracts"), "generate", str(document), "--out", str(out), "--target", targets, "--quiet",
    ]  # fmt: skip


def _jar() -> Path:
    return FOLDER / f"{_JAR[0].split(':')[1]}-{_JAR[1]}.jar"
