"""A generated Swift channel against a real WebSocket server: typed both ways, newer messages kept, the end told."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.swift_package import Program
from tests.typescript.peer import HUGE, peers


def test_a_room(programs: Mapping[str, Program]) -> None:
    with peers() as (_, sockets):
        said = programs["ChatroomAPIProgram"].lines(sockets)
    assert said == [
        {"joined": [f"/rooms/a%2Fb?since={HUGE}"]},
        {"said": "x", "seq": HUGE},
        {"unknown": "later"},
        {"end": "closed"},
    ]
