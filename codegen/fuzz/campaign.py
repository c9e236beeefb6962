"""A campaign: each channel through both phases; every different failure is kept once, as small as it can be made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import Any

from codegen.diagnostics import Diagnostic, Severity
from codegen.fuzz import coverage, opening, sequences, upgrade
from codegen.fuzz.exchange import Ended, Failure, Patience, Peer, UnreachableError
from codegen.fuzz.frames import Frame
from codegen.fuzz.surface import FuzzError, Surface
from codegen.fuzz.tally import Tally
from codegen.fuzz.transcript import Transcript
from codegen.fuzz.upgrade import Door, Upgrade
from codegen.fuzz.values import Values

PHASES = ("coverage", "fuzzing")
Told = Callable[[str], None]
"""Is told how far a run is, often."""


@dataclass(frozen=True, slots=True)
class Options:
    """`examples`: sequences of the fuzzing phase a channel. `opening`: messages to begin with; None: found by trying.

    `fixed`: what members of a name are in valid messages, wherever the message stays valid with it.
    """

    phases: Sequence[str] = PHASES
    examples: int = 100
    seed: int = 0
    patience: Patience = field(default_factory=Patience)
    opening: Sequence[str] | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    most: int = 10  # different failures a channel, after which it is left


@dataclass(slots=True)
class Report:
    tally: Tally = field(default_factory=Tally)
    failures: list[tuple[Surface, Transcript]] = field(default_factory=list)
    openings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)  # what was not tried

    def diagnostics(self) -> list[Diagnostic]:
        return [_diagnostic(surface, found) for surface, found in self.failures]


def needed() -> None:
    """FuzzError where the extra `fuzz` is not installed."""
    missing = [name for name in ("hypothesis", "websockets") if find_spec(name) is None]
    if missing:
        raise FuzzError(f"fuzz-ws needs {' and '.join(missing)}: pip install 'leanvibe[fuzz]'")


def run(chosen: Sequence[Surface], door: Door, options: Options, told: Told = lambda _: None) -> Report:
    """FuzzError where the run cannot begin."""
    report = Report()
    if not chosen:
        raise FuzzError("the document has no channel with a WebSocket binding (or a ws server) and an address")
    for surface in chosen:
        _Run(surface, door, options, report, told).all()
    return report


def replay(known: Sequence[Surface], door: Door, found: Transcript, patience: Patience) -> Ended:
    """Sends what a transcript sent; its answers are judged anew."""
    (surface,) = named(known, [found.channel])
    values = Values(surface.definitions)
    peer = Peer(surface, door, upgrade.shown(surface, door, values), found.upgrade, values, patience)
    return peer.play(found.frames, found.upgrade)


def named(known: Sequence[Surface], keys: Sequence[str] | None) -> list[Surface]:
    """The channels of these keys, all without any."""
    unknown = set(keys or ()) - {surface.key for surface in known}
    if unknown:
        there = ", ".join(surface.key for surface in known) or "none"
        raise FuzzError(f"there is no WebSocket channel {', '.join(sorted(unknown))}; there are: {there}")
    return [surface for surface in known if not keys or surface.key in keys]


class _Run:
    """One channel."""

    def __init__(self, surface: Surface, door: Door, options: Options, report: Report, told: Told) -> None:
        self._door, self._options, self._report, self._told = door, options, report, told
        self._values = Values(surface.definitions, options.fixed)
        self._surface = surface = replace(
            surface, sent=tuple(key for key in surface.sent if self._has_value(surface, key))
        )
        report.notes += [
            f"message {key} is not sent: its content is no JSON" for key, k in surface.takes.items() if not k.schema
        ]
        self._upgrade = upgrade.valid_upgrade(surface, door, self._values)
        self._peer = self._peer_at(door)
        self._known: set[object] = set()
        self._last: tuple[Frame, ...] = ()

    def _peer_at(self, door: Door) -> Peer:
        headers = upgrade.shown(self._surface, door, self._values)
        return Peer(self._surface, door, headers, self._upgrade, self._values, self._options.patience)

    def _has_value(self, surface: Surface, key: str) -> bool:
        try:
            opening.smallest(surface, self._values, key)
        except ValueError as error:
            self._report.notes.append(f"message {key} is not sent: {error}")
            return False
        return True

    def all(self) -> None:
        self._enter()
        try:
            self._phases()
        except UnreachableError as error:  # it could be, before
            frame = self._last[-1] if self._last else None
            self._keep(
                self._last, Ended(failure=Failure("server/gone", f"after this the server was gone: {error}", frame))
            )

    def _phases(self) -> None:
        given = self._options.opening
        begins = opening.found(self._peer, self._values) if given is None else opening.named(self._surface, given)
        self._report.openings[self._surface.key] = begins
        if "coverage" in self._options.phases:
            self._upgrades()
            self._coverage(begins)
        if "fuzzing" in self._options.phases:
            self._fuzzing(begins)
        for key in self._report.tally.never_accepted(self._surface.key, self._surface.sent):
            frame = opening.smallest(self._surface, self._values, key)
            ended = self._peer.play((frame,))
            ended.failure = Failure("valid/never", f"every valid {key} was closed on", frame)
            self._keep((frame,), ended)

    def _enter(self) -> None:
        """A run against a server that lets nobody in would find nothing, and say that all is well."""
        ended = self._peer.play(())
        if ended.failure and ended.failure.rule.startswith("upgrade/"):
            raise FuzzError(
                f"channel {self._surface.key}, {self._upgrade.target}: {ended.failure.what}; see --url, --header, "
                "--subprotocol, --query and --parameter"
            )
        if ended.failure:
            self._keep((), ended)

    def _upgrades(self) -> None:
        for one in (
            *upgrade.optional_upgrades(self._surface, self._door, self._values),
            *upgrade.broken_upgrades(self._surface, self._door, self._values),
        ):
            self._try(self._peer, one)
        if self._surface.secured and (self._door.headers or self._door.subprotocols or self._door.query):
            stranger = Door(self._door.url, parameters=self._door.parameters)
            self._try(self._peer_at(stranger), replace(self._upgrade, change="without the credentials given"))

    def _try(self, peer: Peer, one: Upgrade) -> None:
        ended = peer.play((), one)
        self._report.tally.connections += 1
        if ended.failure:
            self._keep((), ended, one)

    def _coverage(self, begins: opening.Opening) -> None:
        run = f"{self._options.seed:x}"
        for number, frames in enumerate(coverage.cases(self._surface, self._values, begins, run), 1):
            self._told(f"{self._surface.key}: coverage, {number} sequences, {len(self._known)} failures")
            ended = self._play(frames)
            if ended.failure and ended.failure.signature not in self._known:
                self._keep(*self._shortest(frames, ended))
            if len(self._known) >= self._options.most:
                return

    def _fuzzing(self, begins: opening.Opening) -> None:
        left, number = self._options.examples, 0
        played = 0

        def play(frames: tuple[Frame, ...]) -> Ended:
            nonlocal played
            played += 1
            self._told(f"{self._surface.key}: fuzzing, {played} sequences, {len(self._known)} failures")
            return self._play(frames)

        while left > played and len(self._known) < self._options.most:
            found = sequences.explore(
                self._surface, self._values, begins, play,
                examples=left - played, seed=self._options.seed + number, known=self._known,
            )  # fmt: skip
            if found is None:
                return
            number += 1
            self._keep(*self._shortest(*found))

    def _play(self, frames: tuple[Frame, ...]) -> Ended:
        ended = self._peer.play(frames)
        self._last = frames
        self._report.tally.add(self._surface.key, ended)
        return ended

    def _shortest(self, frames: tuple[Frame, ...], ended: Ended) -> tuple[tuple[Frame, ...], Ended]:
        """Without each frame that the failure does not need."""
        index = 0
        frames = frames[: max(1, len(ended.verdicts))]
        while index < len(frames) and len(frames) > 1:
            fewer = frames[:index] + frames[index + 1 :]
            try:
                again = self._peer.play(fewer)
            except UnreachableError:  # the failure took the server with it
                break
            if again.failure and ended.failure and again.failure.signature == ended.failure.signature:
                frames, ended = fewer, again
            else:
                index += 1
        return frames, ended

    def _keep(self, frames: tuple[Frame, ...], ended: Ended, one: Upgrade | None = None) -> None:
        if ended.failure is None or ended.failure.signature in self._known:
            return
        self._known.add(ended.failure.signature)
        found = Transcript(self._surface.key, one or self._upgrade, frames, ended.failure, tuple(ended.events))
        self._report.failures.append((self._surface, found))


def _diagnostic(surface: Surface, found: Transcript) -> Diagnostic:
    frame = found.failure.frame
    kind = surface.takes.get(frame.message) if frame else None
    at = kind.position if kind else surface.position
    change = f" ({frame.change})" if frame and frame.change else ""
    return Diagnostic(
        f"fuzz/{found.failure.rule.replace('/', '-')}", Severity.ERROR, found.failure.what + change,
        at.file, at.line, at.column, at.pointer,
    )  # fmt: skip
