"""The model's answers within a session: asked once, written while readers come and go, kept whatever happens."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from handlers.errors import Conflict, NotFound, Unavailable
from handlers.llm.assistant import Answered, Cited, Found, Piece
from handlers.llm.model import Message as Turn
from handlers.sessions.answers import Finish
from handlers.sessions.commands import Command
from handlers.sessions.messages import Made
from handlers.sessions.model import Message
from handlers.sessions.open import SessionRoom

log = logging.getLogger("leanvibe.chat")

HISTORY = 20  # turns that a question is asked with
KEEP_S = 2.0  # seconds between what a crash may lose of an answer

Problem = Callable[[Exception, str], Mapping[str, Any]]
"""An error in the contract's words: the error, and the id under which it is logged."""


class ChatEngine(Protocol):
    """What answers: `handlers.llm.assistant.Assistant` does."""

    @property
    def model(self) -> str: ...

    def ask(
        self,
        question: str,
        *,
        project_id: str | None = None,
        history: Sequence[Turn] = (),
        max_tokens: int = 512,
        temperature: float = 0.0,
    ) -> AsyncGenerator[Cited | Piece | Answered]:
        """First `Cited`, then pieces, last `Answered`."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    project_id: str | None = None  # None: the session's own
    max_tokens: int = 512
    temperature: float = 0.0


class Asking:
    """A question on its way. `begun` has the answer's message when its first word is near, or why there is none."""

    def __init__(self, begun: asyncio.Future[Made]) -> None:
        self.begun = begun
        self.task: asyncio.Task[None] | None = None
        self.cancelled = False
        self.cited: Cited | None = None  # known with `begun`, unless it was asked before
        self.answered: Answered | None = None  # known when `task` is done and all went well
        self.failure: Exception | None = None  # or why it broke off

    def cancel(self) -> None:
        """Stops it: nothing has happened where it had not begun; otherwise what was written is kept."""
        self.cancelled = True
        if self.task is not None:
            self.task.cancel()


class SessionChat:
    """Answers go on when whoever asked has gone. `problem` puts a failure into the contract's words."""

    def __init__(self, room: SessionRoom, engine: ChatEngine, *, problem: Problem) -> None:
        self._room, self._engine, self._problem = room, engine, problem
        self._all: set[asyncio.Task[None]] = set()
        self._running: dict[str, Asking] = {}  # by message id
        self._closing = False

    def ask(self, owner: str, session_id: str, question: Question, command: Command | None = None) -> Asking:
        """Begins and returns at once. A command that was here before gives its earlier answer, and asks nothing.

        `begun` raises `NotFound`, `Conflict` (`idempotency_conflict`), and what the engine raises before it answers.
        """
        asking = Asking(asyncio.get_running_loop().create_future())
        # Whoever waited may have gone: an error that nobody reads is no fault.
        asking.begun.add_done_callback(lambda done: done.cancelled() or done.exception())
        asking.task = asyncio.create_task(self._run(owner, session_id, question, command, asking))
        self._all.add(asking.task)
        asking.task.add_done_callback(self._all.discard)
        return asking

    async def cancel(self, owner: str, session_id: str, message_id: str, command: Command | None = None) -> Made:
        """Ends an answer that is being written; one that has ended stays as it is. Raises `NotFound`, `Conflict`."""
        earlier = command and await self._room.messages.earlier(owner, session_id, command)
        if earlier:
            return earlier
        await self._room.messages.get(owner, session_id, message_id)
        running = self._running.get(message_id)
        if running is not None and running.task is not None:
            running.cancel()
            await asyncio.wait({running.task})
        return await self._room.messages.once(owner, session_id, command, lambda _: (message_id, 0))

    async def close(self) -> None:
        """Ends every answer as failed, with what was written of it: the server stops."""
        self._closing = True
        for task in self._all:
            task.cancel()
        if self._all:
            await asyncio.wait(set(self._all))

    async def _run(
        self, owner: str, session_id: str, question: Question, command: Command | None, asking: Asking
    ) -> None:
        try:
            if self._closing:
                raise Unavailable("the server stops", code="draining")
            earlier = command and await self._room.messages.earlier(owner, session_id, command)
            if earlier:
                asking.begun.set_result(earlier)
                return
            session = await self._room.sessions.get(owner, session_id)
            past = await self._room.messages.latest(owner, session_id, HISTORY)
            told = self._engine.ask(
                question.text,
                project_id=question.project_id or session.project_id,
                history=[Turn(turn.role, turn.content) for turn in past if turn.content],
                max_tokens=question.max_tokens,
                temperature=question.temperature,
            )
            async with aclosing(told) as answer:
                cited = await anext(answer)
                assert isinstance(cited, Cited), "an engine tells first what it cites"
                asking.cited = cited
                beginning = asyncio.ensure_future(
                    self._room.answers.begin(
                        owner,
                        session_id,
                        question=question.text,
                        model=self._engine.model,
                        citations=citations(cited.passages),
                        command=command,
                    )
                )
                try:
                    made = await asyncio.shield(beginning)
                except asyncio.CancelledError:  # too late: what is in the log has to end there
                    made = await beginning
                    asking.begun.set_result(made)
                    if not made.duplicate:
                        await self._broken_off(made.message, "", asking, _usage(cited.prompt_tokens, 0), _ref(command))
                    return
                asking.begun.set_result(made)
                if not made.duplicate:
                    await self._write(made.message, answer, asking, cited.prompt_tokens, _ref(command))
        except asyncio.CancelledError:
            if not asking.begun.done():
                asking.begun.set_exception(Unavailable("the question was withdrawn", code="draining"))
        except Exception as error:  # whoever asked is told, and decides what it was
            if not asking.begun.done():
                asking.begun.set_exception(error)
            else:
                log.exception("an answer was lost")

    async def _write(
        self,
        message: Message,
        answer: AsyncGenerator[Cited | Piece | Answered],
        asking: Asking,
        prompt_tokens: int,
        ref: str | None,
    ) -> None:
        texts, kept = list[str](), time.monotonic()
        live, answers = self._room.live, self._room.answers
        self._running[message.id] = asking
        live.begin(message.session_id, message.id, ref=ref)
        try:
            async for one in answer:
                match one:
                    case Piece(text):
                        texts.append(text)
                        live.add(message.id, text)
                        if time.monotonic() - kept >= KEEP_S:
                            kept = time.monotonic()
                            await answers.keep(message.id, "".join(texts))
                    case Answered(text, passages, usage, finish):
                        # Ended before the log says so: readers are never told a piece after the whole.
                        live.end(message.id)
                        asking.answered = one
                        await answers.complete(
                            message.id,
                            text,
                            usage=_usage(usage.prompt_tokens, usage.completion_tokens),
                            finish=finish,
                            citations=citations(passages),
                            ref=ref,
                        )
        except asyncio.CancelledError:
            live.end(message.id)
            await self._broken_off(message, "".join(texts), asking, _usage(prompt_tokens, len(texts)), ref)
        except (NotFound, Conflict):
            log.info("the session of answer %s has ended", message.id)
        except Exception as error:  # the log tells every reader
            asking.failure = error
            live.end(message.id)
            log.warning("answer %s broke off", message.id, exc_info=True)
            with suppress(NotFound, Conflict):
                await answers.fail(message.id, "".join(texts), self._problem(error, message.id), ref=ref)
        finally:
            live.end(message.id)
            self._running.pop(message.id, None)

    async def _broken_off(
        self, message: Message, text: str, asking: Asking, usage: Mapping[str, int], ref: str | None
    ) -> None:
        finish: Finish = "cancelled"
        with suppress(NotFound, Conflict):
            if asking.cancelled:
                await self._room.answers.complete(message.id, text, usage=usage, finish=finish, ref=ref)
            else:
                stopped = Unavailable("the server stopped in the middle of this answer; ask again", code="draining")
                await self._room.answers.fail(message.id, text, self._problem(stopped, message.id), ref=ref)


def citations(found: Sequence[Found]) -> list[dict[str, Any]]:
    """The contract's `Citation`s."""
    return [
        {
            "path": one.passage.path,
            "startLine": one.passage.start_line,
            "endLine": one.passage.end_line,
            "score": one.score,
        }
        for one in found
    ]


def _ref(command: Command | None) -> str | None:
    return None if command is None else command.id


def _usage(prompt: int, completion: int) -> dict[str, int]:
    return {"promptTokens": prompt, "completionTokens": completion, "totalTokens": prompt + completion}
