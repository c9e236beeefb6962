"""Targets by name: ours, and those that installed packages register in the entry-point group `contracts.targets`."""

from __future__ import annotations

import importlib
import sysconfig
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

from codegen.config import ConfigError
from codegen.plan import Target

SHIPPED = ("python", "fastapi", "swift", "typescript")
GROUP = "contracts.targets"


def find_target(name: str, *, project: Path | None = None, allow: bool = False) -> Target:
    """A module or object with `plan` and `tidy`. ConfigError names what there is.

    Importing a target runs its code: one that is in `project`, or in the folder where the command runs, comes with a
    repository, and is imported only if `allow` says so. What is installed for this Python is no part of a repository.
    """
    if name in SHIPPED:
        return cast(Target, importlib.import_module(f"codegen.plan.{name}.target"))
    found = {point.name: point for point in entry_points(group=GROUP)}  # an own target is not to be replaced
    if name not in found:
        raise ConfigError(f"there is no target {name!r}; there are: {', '.join((*SHIPPED, *sorted(found)))}")
    point = found[name]
    folder = Path(str(point.dist.locate_file(""))).resolve() if point.dist else Path.cwd()
    if not allow and _is_in_repository(folder, project):
        raise ConfigError(
            f"target {name!r} is in the project itself ({folder}), and importing it would run the project's code: "
            "re-run with --allow-plugins if you trust it, or install it (pip install)"
        )
    return cast(Target, point.load())


def _is_in_repository(folder: Path, project: Path | None) -> bool:
    installed = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    if any(folder.is_relative_to(place) for place in installed):
        return False
    return any(folder.is_relative_to(place.resolve()) for place in (project, Path.cwd()) if place)
