"""What a run found: how many instances were tried a language, and each that did not come back as it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from codegen.contract import JSON, Missing
from codegen.diagnostics import Position

Kind = Literal["valid", "wide", "newer"]
"""valid: of declared members alone; wide: valid, with members that the schema leaves open; newer: what only a later
version of the contract will call valid, and a client must keep all the same."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One instance and what became of it: `got` is MISSING where `message` says why nothing came back."""

    language: str
    schema: str
    position: Position
    kind: Kind
    given: JSON
    got: JSON | Missing
    pointer: str  # where the two differ first
    message: str

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "language": self.language,
            "schema": self.schema,
            "at": str(self.position),
            "kind": self.kind,
            "pointer": self.pointer,
            "message": self.message,
            "given": self.given,
        }
        return found if isinstance(self.got, Missing) else {**found, "got": self.got}


@dataclass(frozen=True, slots=True)
class Tally:
    """A language's instances; those of kind valid and wide are what the contract admits today."""

    language: str
    tried: int
    survived: int
    newer_tried: int
    newer_survived: int


@dataclass(frozen=True, slots=True)
class Report:
    schemas: int
    barren: tuple[tuple[str, Position], ...]  # schemas of which no valid instance was found
    tallies: tuple[Tally, ...]
    failures: tuple[Failure, ...]
    skipped: Mapping[str, str]  # a language that was not tried, and why

    def as_json(self) -> dict[str, Any]:
        return {
            "schemas": self.schemas,
            "barren": [{"schema": name, "at": str(at)} for name, at in self.barren],
            "languages": {
                t.language: {
                    "tried": t.tried,
                    "survived": t.survived,
                    "newerTried": t.newer_tried,
                    "newerSurvived": t.newer_survived,
                }
                for t in self.tallies
            },
            "failures": [failure.as_json() for failure in self.failures],
            "skipped": dict(self.skipped),
        }


def tally(language: str, tried: Iterable[Kind], failures: Iterable[Failure]) -> Tally:
    kinds = list(tried)
    failed = [failure.kind for failure in failures if failure.language == language]
    newer, lost = kinds.count("newer"), failed.count("newer")
    return Tally(language, len(kinds) - newer, len(kinds) - newer - (len(failed) - lost), newer, newer - lost)
