"""What a target is: it plans files from a Contract, each a template and the view that fills it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from codegen.contract import Contract

Options = Mapping[str, Any]
"""A target's table in contracts.toml, e.g. {'package': '@leanvibe/api', 'int64': 'bigint'}; unknown keys are errors."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """`template` is a path below templates/<target>/. With `view` None its text is copied as it is."""

    path: str  # below the target's output folder, with '/'
    template: str
    view: object | None = None


class Target(Protocol):
    """Registered by an entry point of the group `contracts.targets`: a module or object with these names, and where it
    has templates of its own, `templates`, the pathlib.Path of their folder."""

    def plan(self, contract: Contract, options: Options) -> Iterable[PlannedFile]: ...

    def tidy(self, files: Mapping[str, str]) -> Mapping[str, str]:
        """The language's own formatter over the rendered texts, by path; the identity where there is none."""
        ...
