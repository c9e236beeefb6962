"""Seeded cases of an attack: each has a number, and each failure prints the command that repeats it.

`SEED=n` chooses the seed, 1 by default; `CASE=n` runs a single case of it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SEED = int(os.environ.get("SEED", "1"))
SHOWN = 10  # failures in full


@dataclass(slots=True)
class Attack:
    """The cases of one attack. `name` is part of the seed, so that attacks do not repeat each other's choices."""

    name: str
    failures: list[str] = field(default_factory=list)

    def cases(self, count: int) -> Iterator[tuple[int, random.Random]]:
        """`count` numbers, each with its own source of choices."""
        chosen = os.environ.get("CASE")
        for number in range(count) if chosen is None else (int(chosen),):
            yield number, random.Random(f"{SEED} {self.name} {number}")

    @contextmanager
    def case(self, number: int, what: object) -> Iterator[None]:
        """Record what fails inside, together with `what` was tried, and go on with the next case."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  # every kind of failure is reported with its case
            text = str(what)
            self.failures.append(
                f"SEED={SEED} CASE={number} repeats this case of {self.name}: {text[:2000]}\n"
                f"{type(error).__name__}: {str(error)[:2000]}"
            )

    def finish(self) -> None:
        """AssertionError with the failures, if there are any."""
        shown = "\n\n".join(self.failures[:SHOWN])
        assert not self.failures, f"{len(self.failures)} cases failed\n\n{shown}"
