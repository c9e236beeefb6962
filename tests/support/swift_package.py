"""Generated packages under the real compiler: the fixtures' contracts and this project's own SDK as modules of one
SwiftPM package, and programs (`tests/swift/Sources`, one a module) that use them as a person would. It is kept,
so that a second run is quick."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.config import Config, Output
from codegen.pipeline import generate
from tests.support.tools import ROOT, SWIFT, require_tool, run_swift

CONTRACTS = ROOT / "tests/fixtures/contracts"
PACKAGE = ROOT / ".cache/swift/fixtures"
PROGRAMS = ROOT / "tests/swift/Sources"
OWN = ROOT / "generated/swift/Sources/LeanVibeAPI"
MODULES = {
    "NotesAPI": "notes/contract/openapi.yaml",
    "TortureAPI": "torture/contract/openapi.yaml",
    "BodiesAPI": "events/contract/openapi.yaml",
    "VaultAPI": "auth/contract/openapi.yaml",
    "ChatroomAPI": "chatroom/contract/asyncapi.yaml",
    "LibraryAPI": "split/contract/openapi.yaml",
    "TasksAPI": "tasks/contract/openapi.yaml",
}
SOCKETS = "PlainSockets"
STRICT = 'swiftSettings: [.unsafeFlags(["-warnings-as-errors"])]'


@dataclass(frozen=True, slots=True)
class Program:
    """A program of `Sources/`, built. What it prints are lines of JSON."""

    path: Path

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Running: it is read and written line by line."""
        return subprocess.Popen(
            self._command(arguments), cwd=PACKAGE, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def lines(self, *arguments: str, given: Sequence[object] = ()) -> list[Any]:
        """What it prints when it is given these values, one a line."""
        sent = "".join(json.dumps(value) + "\n" for value in given)
        done = subprocess.run(
            self._command(arguments), cwd=PACKAGE, input=sent, text=True, capture_output=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return [json.loads(line) for line in done.stdout.split("\n") if line]

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return [str(SWIFT), "run", str(self.path), *arguments]


def build() -> Mapping[str, Program]:
    """By name. All modules and programs, built without a warning."""
    require_tool("swift")
    names = sorted(folder.name for folder in PROGRAMS.glob("*Program"))
    _write({"Package.swift": _manifest(names), **dict(_modules()), **dict(_programs())})
    built = run_swift(["build"], PACKAGE, timeout=900)
    assert built.returncode == 0, built.stdout
    assert "warning:" not in built.stdout, built.stdout
    return {name: Program(PACKAGE / ".build/debug" / name) for name in names}


def _manifest(programs: Sequence[str]) -> str:
    targets = [f'.target(name: "{module}", {STRICT}),' for module in (*MODULES, OWN.name, SOCKETS)]
    targets += [
        f'.executableTarget(name: "{name}", dependencies: ["{name.removesuffix("Program")}", "{SOCKETS}"], {STRICT}),'
        for name in programs
    ]
    listed = "\n        ".join(targets)
    return f"""// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "fixtures",
    platforms: [.macOS(.v13)],
    targets: [
        {listed}
    ]
)
"""


def _modules() -> Iterator[tuple[str, str]]:
    """The sources of every module; each comes from a package of its own, whose manifest is left out here."""
    for module, document in MODULES.items():
        output = Output("swift", PACKAGE, {"package": module})
        for path, text in generate(Config((CONTRACTS / document,), (output,))).trees["swift"].items():
            if path != "Package.swift":
                yield path, text
    for file in OWN.rglob("*.swift"):  # this project's own SDK, as it lies
        yield f"Sources/{OWN.name}/{file.relative_to(OWN)}", file.read_text(encoding="utf-8")


def _programs() -> Iterator[tuple[str, str]]:
    for source in PROGRAMS.rglob("*.swift"):
        yield f"Sources/{source.relative_to(PROGRAMS)}", source.read_text(encoding="utf-8")


def _write(tree: Mapping[str, str]) -> None:
    """Exactly this tree; what has not changed is not touched, so that it is not compiled anew."""
    for old in PACKAGE.glob("Sources/**/*.swift"):
        if str(old.relative_to(PACKAGE)) not in tree:
            old.unlink()
    for path, text in tree.items():
        file = PACKAGE / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
