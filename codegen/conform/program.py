"""A built program of one language: lines `[schema, JSON text]` in, and for each a line with what it has become."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codegen.diagnostics import ToolchainError

PATIENCE = 3  # ends one after the other without an answer between them


class BuildError(ToolchainError):
    """A language's generated code or its program did not build; the message is what the compiler said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is the JSON that came back; where nothing did, `error` says why. `expression`: the value in TypeScript."""

    text: str = ""
    error: str = ""
    expression: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def ask(self, questions: Sequence[tuple[str, str]]) -> list[Answer]:
        """An answer a question. One that ends the program (a trap in Swift) is answered by what it said at its end;
        a program that ends at question after question gives up on the rest."""
        answers: list[Answer] = []
        ended = 0
        while len(answers) < len(questions):
            left = questions[len(answers) :]
            sent = "".join(json.dumps(question) + "\n" for question in left)
            done = subprocess.run(
                self.command,
                cwd=self.folder,
                env={**os.environ, **self.environment},
                input=sent,
                encoding="utf-8",
                errors="surrogatepass",
                capture_output=True,
                check=False,
            )
            lines = [line for line in done.stdout.split("\n") if line]
            answers += [Answer(**json.loads(line)) for line in lines]
            if len(lines) < len(left):
                ended = 0 if lines else ended + 1
                end = Answer(error=f"the program ended: {done.stderr.strip()[-500:] or done.returncode}")
                answers += [end] * (1 if ended < PATIENCE else len(left))
        return answers


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Files below a folder; what has not changed is not touched, so that no compiler takes it for new."""
    for name, text in files.items():
        file = folder / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def said(command: Sequence[str], folder: Path, timeout: float = 1800) -> tuple[int, str]:
    """A compiler's exit status, and all that it said."""
    done = subprocess.run(
        command,
        cwd=folder,
        timeout=timeout,
        encoding="utf-8",
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout
