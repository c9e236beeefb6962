"""`leanvibe status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clients.cli import index_files, index_state
from terminal.arguments import Parser
from terminal.escape import escape_line
from terminal.output import paint, write, write_json

if TYPE_CHECKING:  # imported when the command runs: its help needs neither the client nor the models
    from clients.cli.api import Api
    from generated import models

_ROLES = {"healthy": "success", "degraded": "warning", "unhealthy": "error"}


def configure(parser: Parser) -> None:
    parser.description = (
        "Show the state of the server, its engines and its projects; exit with 1 if something essential does not work."
    )
    parser.add_argument("--json", dest="as_json", action="store_true", help="one JSON document on standard output")


def run(*, as_json: bool) -> int:
    from clients.cli.api import with_api

    return with_api(lambda api: _status(api, as_json))


def _status(api: Api, as_json: bool) -> int:
    from codegen.runtime.model import MISSING
    from generated import models

    health = api.get("/api/v1/monitoring/health/complete", models.CompleteHealth)
    projects = api.projects()
    if as_json:
        write_json(
            {
                "health": health.model_dump(mode="json", by_alias=True),
                "projects": [project.model_dump(mode="json", by_alias=True) for project in projects],
            }
        )
    else:
        for check in health.checks:
            status = paint(f"{check.status:<10}", _ROLES.get(check.status, "faint"))
            detail = "" if check.detail is MISSING else escape_line(check.detail)
            write(f"{status} {escape_line(check.component):<11} {detail}")
        for project in projects:
            _write_project(api, project)
    return 0 if health.status != "unhealthy" else 1


def _write_project(api: Api, project: models.Project) -> None:
    from codegen.runtime.model import MISSING

    counts = project.index.counts
    name, root = escape_line(project.name), escape_line(project.root)
    write(f"{project.index.state:<10} {name}: {counts.files} files, {counts.chunks} pieces, {root}")
    if project.index.job is not MISSING and (line := index_state.describe(project.index.job)):
        write(f"  {line}")
    for line in index_files.lines(counts, _not_whole(api, project)):
        write(line)


def _not_whole(api: Api, project: models.Project) -> list[tuple[str, str, str]]:
    """The first files, failures first."""
    from codegen.runtime.model import MISSING
    from generated import models

    files: list[models.IndexFile] = []
    for status in index_files.statuses(project.index.counts):
        query = f"status={status}&limit={index_files.SHOWN}"
        files += api.get(f"/api/v1/projects/{project.id}/index/files?{query}", models.IndexFilePage).items
    return [(file.path, file.status, "" if file.reason is MISSING else file.reason) for file in files]
