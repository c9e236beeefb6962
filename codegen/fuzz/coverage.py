"""The coverage phase: every message, each member removed, each bound met and passed, each way a frame can be broken."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.fuzz.edits import Editor
from codegen.fuzz.exchange import correlated
from codegen.fuzz.frames import Expect, Frame, framed, strange, text
from codegen.fuzz.opening import Opening, before, smallest
from codegen.fuzz.surface import Kind, Surface
from codegen.fuzz.values import Values

Sequence = tuple[Frame, ...]


def cases(surface: Surface, values: Values, opening: Opening, run: str) -> Iterator[Sequence]:
    """What is sent on a connection of its own each; the order and all of it depend on the contract and `run` alone."""
    number = 0
    for key in surface.sent:
        kind = surface.takes[key]
        prefix = [smallest(surface, values, earlier) for earlier in before(opening, key)]
        for frame in _frames(surface, kind, values):
            number += 1
            yield (*prefix, *_numbered(kind, frame, f"{run}-{number}"))


def _frames(surface: Surface, kind: Kind, values: Values) -> Iterator[Frame]:
    bases = values.bases(kind)
    for base in bases:
        yield framed(kind, base)
    yield from strange(surface, kind, bases[0])
    editor = Editor(surface.definitions, values.smallest)
    seen: set[str] = set()
    for base in bases:
        for edit in editor.edits(base, kind.message.payload.schema):
            expect = Expect.ACCEPT if kind.admits(edit.value) else Expect.REFUSE
            content = text(edit.value)
            if content not in seen and (expect is Expect.ACCEPT or not surface.valid(edit.value)):
                seen.add(content)
                yield Frame(kind.key, content, expect, edit.what)


def _numbered(kind: Kind, frame: Frame, identity: str) -> Iterator[Frame]:
    """A valid frame gets a correlation id of its own, so that no server takes it for another again."""
    if frame.expect is Expect.ACCEPT and not frame.change:
        yield framed(kind, correlated(kind, frame.value, identity))
    else:
        yield frame
