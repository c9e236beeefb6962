"""Transcript: a failure as JSON lines, which people read and `--replay` plays again. No credential is in one."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.fuzz.exchange import Event, Failure
from codegen.fuzz.frames import Expect, Frame
from codegen.fuzz.surface import FuzzError
from codegen.fuzz.upgrade import Upgrade


@dataclass(frozen=True, slots=True)
class Transcript:
    channel: str
    upgrade: Upgrade
    frames: tuple[Frame, ...]
    failure: Failure
    events: tuple[Event, ...] = ()

    def lines(self) -> list[dict[str, Any]]:
        head = {"channel": self.channel, "target": self.upgrade.target, "change": self.upgrade.change}
        last = {"failure": self.failure.rule, "what": self.failure.what}
        return [head, *(event.as_json() for event in self.events), last]

    def write(self, folder: Path) -> Path:
        """To a file that no other transcript has."""
        folder.mkdir(parents=True, exist_ok=True)
        number, name = 1, f"{self.channel}-{self.failure.rule.replace('/', '-')}"
        while (file := folder / f"{name}-{number}.jsonl").exists():
            number += 1
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines()), encoding="utf-8")
        return file


def read(file: Path) -> Transcript:
    """FuzzError where the file is no transcript."""
    try:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        head, *rest = lines
        frames = tuple(_frame(line) for line in rest if "expect" in line)
        failure = Failure(rest[-1]["failure"], rest[-1]["what"])
        return Transcript(head["channel"], Upgrade(head["target"], head["change"]), frames, failure)
    except OSError as error:
        raise FuzzError(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise FuzzError(f"{file} is no transcript of fuzz-ws: {error!r}") from error


def _frame(line: dict[str, Any]) -> Frame:
    content = line["send"] if "send" in line else base64.b64decode(line["sendBase64"])
    return Frame(line["message"], content, Expect(line["expect"]), line["change"])
