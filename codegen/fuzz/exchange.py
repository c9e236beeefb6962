"""Exchange: one connection. Frames go out one after the other, and each is judged by what comes of it."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from codegen.fuzz.frames import Expect, Frame, framed
from codegen.fuzz.surface import FuzzError, Kind, Surface, correlation, correlation_path
from codegen.fuzz.upgrade import Door, Upgrade, address
from codegen.fuzz.values import Values

JSON = Any
_CRASHES = {1006: "the connection broke off", 1011: "the server had an internal error"}
_INVALID = {1002, 1003, 1007}  # RFC 6455, section 7.4.1: what was sent is no message


class UnreachableError(FuzzError):
    """Nobody answers at the server's address."""


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """`rule` is stable; failures of one rule and message, both by valid or both by invalid frames, count as one.

    `frame` is what it came of.
    """

    rule: str
    what: str
    frame: Frame | None = None

    @property
    def signature(self) -> tuple[str, str, bool]:
        frame = self.frame
        return (self.rule, frame.message if frame else "", frame is not None and frame.expect is Expect.REFUSE)


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a transcript: what was sent or came, or how it ended."""

    way: str  # 'send', 'receive', 'close' or 'refused' (the upgrade's status)
    content: str | bytes | int
    frame: Frame | None = None
    reason: str = ""

    def as_json(self) -> dict[str, JSON]:
        if isinstance(self.content, bytes):
            shown: dict[str, JSON] = {f"{self.way}Base64": base64.b64encode(self.content).decode()}
        else:
            shown = {self.way: self.content}
        if self.frame:
            shown |= {"message": self.frame.message, "expect": self.frame.expect.value, "change": self.frame.change}
        return shown | ({"reason": self.reason} if self.reason else {})


@dataclass(slots=True)
class Ended:
    """What came of a sequence of frames on one connection."""

    events: list[Event] = field(default_factory=list)
    verdicts: list[tuple[Frame, Verdict]] = field(default_factory=list)
    failure: Failure | None = None
    closed: int | None = None  # the server's code, where it ended the connection


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: for a declared answer or a refusal, and until silence means that a message was taken."""

    answer: float = 5.0
    settle: float = 0.1


class Peer:
    """The client's side of a channel: opens connections and plays sequences of frames on them."""

    def __init__(
        self,
        surface: Surface,
        door: Door,
        headers: Sequence[tuple[str, str]],
        upgrade: Upgrade,
        values: Values,
        patience: Patience,
    ) -> None:
        self.surface, self.patience = surface, patience
        self._door, self._headers, self._upgrade, self._values = door, headers, upgrade, values

    @property
    def target(self) -> str:
        return self._upgrade.target

    def play(self, frames: Sequence[Frame], upgrade: Upgrade | None = None) -> Ended:
        """Sends each frame once the one before is settled; stops at a failure or the connection's end."""
        from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

        found = Ended()
        chosen = upgrade or self._upgrade
        try:
            with self._connection(chosen) as socket:
                play = _Play(self.surface, socket, found, self._values, self.patience)
                if chosen.change:
                    play.refused_late(chosen)
                for frame in frames:
                    if found.failure or found.closed is not None:
                        break
                    play.step(frame)
                if not found.failure and found.closed is None:
                    play.settle(frames[-1] if frames else None)
        except InvalidStatus as refused:
            status = refused.response.status_code
            found.events.append(Event("refused", status))
            if not chosen.change or status >= 500:
                found.failure = Failure("upgrade/refused", f"the upgrade was answered {status}")
        except (InvalidHandshake, ConnectionClosed, EOFError) as error:
            found.failure = Failure("upgrade/broken", f"the upgrade broke off: {error}")
        except OSError as error:
            raise UnreachableError(f"{self._door.url} cannot be reached: {error}") from error
        return found

    def _connection(self, upgrade: Upgrade) -> Any:
        from websockets.sync.client import connect

        offered: Any = list(self._door.subprotocols) or None
        return connect(
            address(self._door, upgrade),
            additional_headers=list(self._headers),
            subprotocols=offered,
            compression=None,
            proxy=None,
            max_size=None,
            open_timeout=self.patience.answer + 5,
            close_timeout=1,
        )


class _Play:
    def __init__(self, surface: Surface, socket: Any, found: Ended, values: Values, patience: Patience) -> None:
        self._surface, self._socket, self._found = surface, socket, found
        self._values, self._patience = values, patience
        self._doubted = False  # a frame was sent that may be refused later than the server is waited for

    def step(self, frame: Frame) -> None:
        found = self._found
        self._doubted |= frame.expect is Expect.EITHER
        found.events.append(Event("send", frame.content, frame))
        self._send(frame.content)
        verdict = self._refusal(frame) if frame.expect is Expect.REFUSE else self._answer(frame)
        found.verdicts.append((frame, Verdict.FAILED if found.failure else verdict))

    def settle(self, frame: Frame | None) -> None:
        """Whatever else comes must be declared, too."""
        for _ in self._arriving(self._patience.settle, frame):
            pass

    def refused_late(self, upgrade: Upgrade) -> None:
        """An upgrade that breaks the contract may be accepted only to be closed."""
        for _ in self._arriving(self._patience.answer, None):
            pass
        if self._found.closed is None and not self._found.failure:
            self._found.failure = Failure(
                "upgrade/accepted", f"an upgrade that is invalid was accepted: {upgrade.change}"
            )

    def _answer(self, frame: Frame) -> Verdict:
        kind = self._surface.takes.get(frame.message)
        if kind is None or not kind.replies or frame.expect is Expect.EITHER:
            self.settle(frame)
            return Verdict.REFUSED if self._found.closed is not None else Verdict.ACCEPTED
        mine, others = correlation(kind, frame.value), []
        for given, value in self._arriving(self._patience.answer, frame):
            if given.key in kind.replies:
                theirs = correlation(given, value)
                if mine is None or theirs is None or mine == theirs:
                    return Verdict.ACCEPTED
                others.append(theirs)
        if self._found.closed is not None:
            return Verdict.REFUSED
        if not self._found.failure:
            names = " or ".join(sorted(kind.replies))
            hint = f"; one came for {others[0]!r}" if others else ""
            self._fail(
                "reply/missing", f"{kind.key} was not answered by {names} in {self._patience.answer:g} s{hint}", frame
            )
        return Verdict.FAILED

    def _refusal(self, frame: Frame) -> Verdict:
        replies = self._surface.takes[frame.message].replies if frame.message in self._surface.takes else frozenset()
        for given, _ in self._arriving(self._patience.answer, frame):
            if given.error:
                return Verdict.REFUSED
            if given.key in replies:
                self._fail("invalid/answered", f"what is no valid {frame.message} was answered by {given.key}", frame)
        if not self._found.failure and self._found.closed is None:
            self._fail("invalid/silence", f"what is no valid {frame.message} was neither refused nor closed on", frame)
        return Verdict.REFUSED

    def _arriving(self, seconds: float, frame: Frame | None) -> Iterator[tuple[Kind, JSON]]:
        """Declared messages until time is over, the connection ends, or something undeclared comes."""
        until = time.monotonic() + seconds
        while not self._found.failure:
            content = self._receive(until - time.monotonic(), frame)
            if content is None:
                return
            self._found.events.append(Event("receive", content))
            given, value = self._declared(content, frame)
            if given is None:
                return
            self._reply(given, value)
            yield given, value

    def _receive(self, seconds: float, frame: Frame | None) -> str | bytes | None:
        from websockets.exceptions import ConnectionClosed

        try:
            received: str | bytes = self._socket.recv(timeout=max(0.0, seconds))
        except TimeoutError:
            return None
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else 1006
            reason = closed.rcvd.reason if closed.rcvd else ""
            self._found.closed = code
            self._found.events.append(Event("close", code, reason=reason))
            if code in _CRASHES:
                self._fail("close/crash", f"{_CRASHES[code]} ({code})", frame)
            elif frame and frame.expect is Expect.ACCEPT and code in _INVALID and not self._doubted:
                self._fail("valid/refused", f"a valid {frame.message} was closed on with {code}", frame)
            elif code not in self._surface.codes and not (code == 1009 and frame and _is_big(frame)):
                self._fail(
                    "close/undeclared", f"the server closed with {code}, which the channel does not declare", frame
                )
            return None
        return received

    def _declared(self, content: str | bytes, frame: Frame | None) -> tuple[Kind | None, JSON]:
        try:
            value = json.loads(content)
        except (ValueError, RecursionError):
            kind = next((kind for kind in self._surface.gives.values() if kind.schema is None), None)
            if kind is None:
                self._fail("frame/undeclared", "a frame came that is no JSON", frame)
            return kind, None
        found = self._surface.given(value)
        if found is None:
            self._fail(
                "frame/undeclared",
                f"a frame came that is no message of the channel: {_why(self._surface, value)}",
                frame,
            )
        return found, value

    def _reply(self, given: Kind, value: JSON) -> None:
        """What the server asks for (a ping, say) is answered by the smallest valid answer."""
        for key in sorted(given.replies & set(self._surface.sent)):
            answer = self._surface.takes[key]
            made = correlated(answer, self._values.smallest(answer.message.payload.schema), correlation(given, value))
            frame = framed(answer, made)
            self._found.events.append(Event("send", frame.content, frame))
            self._send(frame.content)
            return

    def _send(self, content: str | bytes) -> None:
        from websockets.exceptions import ConnectionClosed

        with suppress(ConnectionClosed):  # `_receive` tells how it ended
            self._socket.send(content)

    def _fail(self, rule: str, what: str, frame: Frame | None) -> None:
        if self._found.failure is None:
            self._found.failure = Failure(rule, what, frame)


def _is_big(frame: Frame) -> bool:
    """Every WebSocket library has a limit, and RFC 6455 a code for it, whatever a channel declares."""
    return frame.expect is Expect.REFUSE and len(frame.content) > 64 * 1024


def correlated(kind: Kind, value: JSON, identity: JSON) -> JSON:
    """The value with that correlation id, where it stays valid."""
    path = correlation_path(kind)
    if identity is None or path is None:
        return value
    changed = json.loads(json.dumps(value))
    inner = changed
    for token in path[:-1]:
        inner = inner.get(token) if isinstance(inner, dict) else None
    if not isinstance(inner, dict):
        return value
    inner[path[-1]] = identity
    return changed if kind.admits(changed) else value


def _why(surface: Surface, value: JSON) -> str:
    """What is wrong with a frame that says which message it wants to be."""
    tag = value.get(surface.discriminator) if isinstance(value, dict) and surface.discriminator else None
    for kind in surface.gives.values():
        if tag is not None and kind.message.tag == tag and kind.schema:
            wrong = kind.schema.check(value)[0]
            return f"{kind.key}: {wrong.pointer or '/'}: {wrong.detail}"[:300]
    return json.dumps(value, ensure_ascii=False)[:120]
