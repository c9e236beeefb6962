"""What `leanvibe status`, `ask` and `search` report about an index that is not complete."""

from __future__ import annotations

from typing import Any

import pytest

from clients.cli.index_state import describe, warn_incomplete
from generated import models
from tests.support.answers import definitions, filled

CHUNKS = {"chunksTotal": 6916, "chunksDone": 960}


def project(job: dict[str, Any] | None, *, indexed: bool = False) -> models.Project:
    sample = filled(definitions()["Project"], "shop")
    index = {name: value for name, value in sample["index"].items() if name not in ("job", "indexedAt")}
    if job is not None:
        optional = ("chunksTotal", "chunksDone", "error")
        whole = {name: value for name, value in filled(definitions()["IndexJob"], "x").items() if name not in optional}
        index["job"] = whole | {"filesTotal": 0, "filesDone": 0} | job
    if indexed:
        index["indexedAt"] = "2026-11-24T10:00:00Z"
    return models.Project.model_validate({**sample, "index": index}, by_alias=True, by_name=False)


TABLE: list[tuple[dict[str, Any], str]] = [
    ({"state": "queued", "phase": "scanning"}, "waiting to be indexed"),
    ({"state": "running", "phase": "scanning"}, "looking for files"),
    ({"state": "running", "phase": "parsing", "filesTotal": 93, "filesDone": 40}, "reading files: 40 of 93"),
    ({"state": "running", "phase": "embedding", "filesTotal": 93, **CHUNKS}, "preparing search: 960 of 6916 pieces"),
    ({"state": "failed", "phase": "scanning", "error": "no \x1b disk"}, "failed: no \\x1b disk"),
    ({"state": "succeeded", "phase": "finished"}, ""),
    ({"state": "cancelled", "phase": "parsing"}, ""),
]


@pytest.mark.parametrize(("job", "want"), TABLE, ids=[f"{job['state']} {job['phase']}" for job, _ in TABLE])
def test_a_job(job: dict[str, Any], want: str) -> None:
    described = project(job).index.job
    assert isinstance(described, models.IndexJob)
    assert describe(described) == want


@pytest.mark.parametrize(
    ("job", "indexed", "want"),
    [
        (TABLE[3][0], False, "is not complete (preparing search: 960 of 6916 pieces): results may be missing\n"),
        (None, False, "is not complete: results may be missing\n"),
        (TABLE[3][0], True, ""),
        (TABLE[4][0], True, ""),
    ],
)
def test_a_warning(capsys: pytest.CaptureFixture[str], job: dict[str, Any] | None, indexed: bool, want: str) -> None:
    warn_incomplete(project(job, indexed=indexed))
    out, err = capsys.readouterr()
    assert (out, err) == ("", want and f"leanvibe: warning: the index of shop {want}")
