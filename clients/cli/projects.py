"""Which project a command is about."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from terminal.arguments import Parser, UsageError
from terminal.escape import escape_line
from terminal.suggest import nearest

if TYPE_CHECKING:
    from generated import models


def add_project(parser: Parser) -> None:
    parser.add_argument(
        "--project",
        "-p",
        metavar="PROJECT",
        help="name, id or folder of the project; otherwise the project that contains the current folder",
    )


def choose(projects: Sequence[models.Project], wanted: str | None) -> models.Project:
    """The project with this id or name, or the innermost one that contains this existing folder.

    Without `wanted`: the innermost one that contains the current folder, or the only project. Raises `UsageError`.
    """
    if not projects:
        raise UsageError("the server has no project: start it with `leanvibe serve --project FOLDER`")
    candidates = [project for project in projects if wanted in (project.id, project.name)]
    if len(candidates) > 1:
        folders = ", ".join(escape_line(project.root) for project in candidates)
        raise UsageError(f"several projects have the name {wanted!r}: give the folder of one with --project: {folders}")
    if not candidates and (wanted is None or os.path.isdir(wanted)):  # False for names that no file can have, too
        here = Path(wanted or ".").resolve()
        around = [project for project in projects if here.is_relative_to(project.root)]
        candidates = sorted(around, key=lambda project: len(project.root))[-1:]
    if not candidates and wanted is None and len(projects) == 1:
        return projects[0]
    if not candidates:
        names = [project.name for project in projects]
        available = f"known: {', '.join(map(escape_line, names))}"
        if wanted is None:
            raise UsageError(f"no project contains the current folder: give --project; {available}")
        if os.path.isdir(wanted):
            raise UsageError(f"no project contains the folder {wanted!r}; {available}")
        raise UsageError(f"there is no project {wanted!r}{nearest(wanted, names)} ({available})")
    return candidates[0]
