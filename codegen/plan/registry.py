"""Targets by name: ours, and those that installed packages register in the entry-point group `contracts.targets`."""

from __future__ import annotations

import importlib
from importlib.metadata import entry_points
from typing import cast

from codegen.config import ConfigError
from codegen.plan import Target

SHIPPED = ("python", "fastapi", "swift", "typescript")
GROUP = "contracts.targets"


def find_target(name: str) -> Target:
    """A module or object with `plan` and `tidy`. ConfigError names what there is."""
    if name in SHIPPED:
        return cast(Target, importlib.import_module(f"codegen.plan.{name}.target"))
    found = {point.name: point for point in entry_points(group=GROUP)}  # an own target is not to be replaced
    if name not in found:
        raise ConfigError(f"there is no target {name!r}; there are: {', '.join((*SHIPPED, *sorted(found)))}")
    return cast(Target, found[name].load())
