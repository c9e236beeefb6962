"""The fuzzing phase: sequences of messages that Hypothesis makes and shrinks."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from codegen.fuzz.edits import Editor
from codegen.fuzz.exchange import Ended, UnreachableError, correlated
from codegen.fuzz.frames import Expect, Frame, framed, strange, text
from codegen.fuzz.opening import Opening, smallest
from codegen.fuzz.surface import Kind, Surface
from codegen.fuzz.values import Values

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

JSON = Any
Sequence = tuple[Frame, ...]
LONGEST = 8
SHRINKING_S = 20.0  # a failure that shows by silence takes its time at every try


class _FoundError(Exception):
    pass


def explore(
    surface: Surface,
    values: Values,
    opening: Opening,
    play: Callable[[Sequence], Ended],
    *,
    examples: int,
    seed: int,
    known: Collection[object],
) -> tuple[Sequence, Ended] | None:
    """The smallest sequence with a failure that is not `known`, or None after that many examples."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis.errors import HypothesisException

    found: list[tuple[Sequence, Ended]] = []
    until: list[float] = []
    prefix = tuple(smallest(surface, values, key) for key in opening)

    @seeded(seed)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )
    @given(sequences(surface, values))
    def attempt(frames: Sequence) -> None:
        if until and time.monotonic() > until[0]:
            return
        ended = play((*prefix, *frames))
        if ended.failure and ended.failure.signature not in known:
            found.append(((*prefix, *frames), ended))
            until[:] = until or [time.monotonic() + SHRINKING_S]
            raise _FoundError

    try:
        attempt()
    except (_FoundError, UnreachableError, HypothesisException, BaseExceptionGroup):  # flaky, gone, or cut off
        if not found:
            raise
    return min(found, key=lambda one: (len(one[0]), sum(len(f.content) for f in one[0]))) if found else None


def sequences(surface: Surface, values: Values) -> SearchStrategy[Sequence]:
    from hypothesis import strategies as st

    steps = [_step(surface, surface.takes[key], values) for key in surface.sent]
    return st.lists(st.one_of(steps), min_size=1, max_size=LONGEST).map(_numbered(surface))


def _step(surface: Surface, kind: Kind, values: Values) -> SearchStrategy[Frame]:
    """Mostly valid messages; now and then a changed one, or a frame that is broken as a frame."""
    from hypothesis import strategies as st

    editor = Editor(surface.definitions, values.smallest)
    valid = values.of(kind.message.payload.schema)

    def changed(pair: tuple[JSON, int]) -> Frame:
        value, pick = pair
        wrong = [
            Frame(kind.key, text(edit.value), Expect.REFUSE, edit.what)
            for edit in editor.edits(value, kind.message.payload.schema)
            if not surface.valid(edit.value)
        ]
        frames = wrong or list(strange(surface, kind, value))
        return frames[pick % len(frames)]

    plain = valid.map(lambda value: framed(kind, value))
    mutated = st.tuples(valid, st.integers(0, 10_000)).map(changed)
    strangers = st.tuples(valid.map(lambda value: list(strange(surface, kind, value))), st.integers(0, 10_000))
    broken = strangers.map(lambda pair: pair[0][pair[1] % len(pair[0])])
    return st.integers(0, 9).flatmap(lambda n: plain if n < 7 else mutated if n < 9 else broken)


def _numbered(surface: Surface) -> Callable[[list[Frame]], Sequence]:
    """Valid messages of one sequence get correlation ids that differ."""

    def number(frames: list[Frame]) -> Iterator[Frame]:
        for index, frame in enumerate(frames):
            kind = surface.takes[frame.message]
            if frame.expect is Expect.ACCEPT:
                frame = framed(kind, correlated(kind, frame.value, f"fuzz-{index}"))
            yield frame

    return lambda frames: tuple(number(frames))
