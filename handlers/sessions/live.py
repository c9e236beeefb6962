"""Answers while they are written: the text so far, in memory, read by offset. The log holds start and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Answer:
    session_id: str
    ref: str | None
    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # offset of each piece, in code points
    length: int = 0


@dataclass(frozen=True, slots=True)
class Delta:
    """What an answer says from code point `offset` on. `ref` is the id of the command that asked."""

    message_id: str
    offset: int
    text: str
    ref: str | None


class LiveAnswers:
    """One writer an answer, any number of readers, each with its own offset: no buffer a reader, nothing to lose.

    A reader that comes in the middle, or reads slowly, gets all since its offset as one delta. Lives in one event loop;
    `wake(session_id)` is the log's, so that one wait serves events and deltas.
    """

    def __init__(self, wake: Callable[[str], None]) -> None:
        self._wake = wake
        self._answers: dict[str, _Answer] = {}

    def begin(self, session_id: str, message_id: str, *, ref: str | None = None) -> None:
        """The answer's `ai.message.started` is in the log; its text begins."""
        self._answers[message_id] = _Answer(session_id, ref)

    def add(self, message_id: str, text: str) -> None:
        """The next piece of the text, in constant time."""
        if text:
            answer = self._answers[message_id]
            answer.pieces.append(text)
            answer.starts.append(answer.length)
            answer.length += len(text)
            self._wake(answer.session_id)

    def end(self, message_id: str) -> None:
        """The answer's `ai.message.completed` or `failed` is in the log, which holds the text from now on."""
        self._answers.pop(message_id, None)

    def text(self, message_id: str) -> str:
        """All of it so far."""
        return "".join(self._answers[message_id].pieces)

    def of(self, session_id: str) -> tuple[str, ...]:
        """The ids of the session's answers that are being written, in the order of their beginning."""
        return tuple(key for key, answer in self._answers.items() if answer.session_id == session_id)

    def since(self, message_id: str, offset: int) -> Delta | None:
        """What was added after `offset` code points; None when there is nothing, or the answer has ended."""
        answer = self._answers.get(message_id)
        if answer is None or offset >= answer.length:
            return None
        first = bisect_right(answer.starts, offset) - 1
        text = "".join(answer.pieces[first:])[offset - answer.starts[first] :]
        return Delta(message_id, offset, text, answer.ref)
