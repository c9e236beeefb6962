"""The assistant's HTTP interface for the command line, typed by the generated models."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
from pydantic import TypeAdapter

from generated import models

T = TypeVar("T")
_EVENT = TypeAdapter[models.ChatEvent](models.ChatEvent)


class ApiFailure(Exception):
    """The server is not there, or refused; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Api:
    client: httpx.Client

    def get(self, path: str, kind: type[T]) -> T:
        return TypeAdapter(kind).validate_python(self._json("GET", path), by_alias=True, by_name=False)

    def post(self, path: str, body: Any, kind: type[T]) -> T:
        answer = self._json("POST", path, json=body.model_dump(mode="json", by_alias=True))
        return TypeAdapter(kind).validate_python(answer, by_alias=True, by_name=False)

    def chat(self, request: models.ChatRequest) -> Iterator[models.ChatEvent]:
        """The events of an answer as they come."""
        body = request.model_dump(mode="json", by_alias=True)
        headers = {"Accept": "text/event-stream"}
        with self.client.stream("POST", "/api/v1/ai/chat", json=body, headers=headers, timeout=300) as response:
            if response.is_error:
                response.read()
                raise _refused(response)
            for line in response.iter_lines():
                if line.startswith("data:"):
                    yield _EVENT.validate_python(json.loads(line[5:]), by_alias=True, by_name=False)

    def project(self, wanted: str | None) -> models.Project:
        """By id, name or folder; without a wish the project that this folder lies in, or the only one."""
        found = self.get("/api/v1/projects?limit=100", models.ProjectPage).items
        here = Path(wanted or ".").resolve()
        fitting = [p for p in found if wanted in (p.id, p.name)]
        fitting = fitting or [p for p in found if here.is_relative_to(p.root)]
        fitting = sorted(fitting, key=lambda p: -len(p.root)) or (found if wanted is None and len(found) == 1 else [])
        if not fitting:
            known = ", ".join(p.name for p in found) or "none"
            raise ApiFailure(
                f"no project fits {wanted or here}; known are: {known} (`leanvibe serve --project FOLDER`)"
            )
        return fitting[0]

    def _json(self, method: str, path: str, **content: Any) -> Any:
        response = self.client.request(method, path, **content)
        if response.is_error:
            raise _refused(response)
        return response.json()


@contextmanager
def connected() -> Iterator[Api]:
    """To LEANVIBE_URL, with the key of LEANVIBE_KEY or of the data folder. Raises `ApiFailure`."""
    url = os.environ.get("LEANVIBE_URL") or f"http://127.0.0.1:{os.environ.get('LEANVIBE_PORT') or 8765}"
    client = httpx.Client(
        base_url=url,
        headers={"Authorization": f"Bearer {_key()}"},
        timeout=120,
        trust_env=False,  # nothing of this may pass a proxy
    )
    try:
        with client:
            yield Api(client)
    except httpx.ConnectError as error:
        raise ApiFailure(f"no server answers at {url}: start it with `make run` or `leanvibe serve`") from error
    except httpx.HTTPError as error:
        raise ApiFailure(f"the server at {url} broke off: {error}") from error


def told(work: Callable[[Api], int]) -> int:
    """The exit status of a command: `work`'s own, or 1 with the failure on standard error."""
    try:
        with connected() as api:
            return work(api)
    except ApiFailure as failure:
        print(f"leanvibe: {failure}", file=sys.stderr)
        return 1


def _key() -> str:
    if given := os.environ.get("LEANVIBE_KEY"):
        return given
    folder = os.environ.get("LEANVIBE_DATA_DIR")
    file = (Path(folder) if folder else _default_data_dir()) / "key"
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ApiFailure(
            f"no key at {file}: the server writes it at its first start; set LEANVIBE_DATA_DIR or LEANVIBE_KEY"
        ) from error


def _default_data_dir() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "LeanVibe"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "leanvibe"


def _refused(response: httpx.Response) -> ApiFailure:
    try:
        problem = response.json()
        return ApiFailure(f"{problem.get('detail') or problem['title']} ({problem['code']})")
    except (ValueError, KeyError):
        return ApiFailure(f"the server answered {response.status_code}")
