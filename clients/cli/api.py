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
from httpx_sse import EventSource, SSEError
from platformdirs import user_data_path
from pydantic import TypeAdapter, ValidationError

from clients.cli.address import server_address
from clients.cli.errors import ApiError, describe_problem
from codegen.runtime.model import MISSING
from generated import models
from terminal.arguments import UsageError

T = TypeVar("T")
P = TypeVar("P", models.ProjectPage, models.KeyPage)
_EVENT = TypeAdapter[models.ChatEvent](models.ChatEvent)
_PAGES = 100
"""Pages of a list that are read; a broken server could go on forever."""
_VARIABLE = "LEANVIBE_KEY"
_UNREADABLE = (ValidationError, ValueError, RecursionError, SSEError)
"""What decoding raises for an answer that the contract does not allow."""


@dataclass(frozen=True, slots=True)
class Api:
    client: httpx.Client

    def get(self, path: str, model: type[T]) -> T:
        return _decoded(self.client.get(path), model)

    def post(self, path: str, body: Any, model: type[T]) -> T:
        """`body` is a model, or None where the operation takes none."""
        json = None if body is None else body.model_dump(mode="json", by_alias=True)
        return _decoded(self.client.post(path, json=json), model)

    def delete(self, path: str, model: type[T]) -> T:
        return _decoded(self.client.delete(path), model)

    def chat(self, request: models.ChatRequest) -> Iterator[models.ChatEvent]:
        """The events of an answer as they come."""
        body = request.model_dump(mode="json", by_alias=True)
        headers = {"Accept": "text/event-stream"}
        with self.client.stream("POST", "/api/v1/ai/chat", json=body, headers=headers, timeout=300) as response:
            if response.is_error:
                response.read()
                raise _refused(response)
            try:
                for event in EventSource(response).iter_sse():
                    if event.data:
                        yield _EVENT.validate_python(json.loads(event.data), by_alias=True, by_name=False)
            except _UNREADABLE as error:
                raise _unreadable(response) from error

    def projects(self) -> list[models.Project]:
        """All projects."""
        return [project for page in self.pages("/api/v1/projects", models.ProjectPage) for project in page.items]

    def pages(self, path: str, model: type[P], query: str = "") -> Iterator[P]:
        """The pages of a list, one request each."""
        parameters = httpx.QueryParams(query).set("limit", 100)
        for _ in range(_PAGES):
            page = self.get(f"{path}?{parameters}", model)
            yield page
            if page.next_cursor is MISSING:
                break
            parameters = parameters.set("cursor", page.next_cursor)


@contextmanager
def connected() -> Iterator[Api]:
    """To LEANVIBE_URL, with the key of LEANVIBE_KEY or of the data folder. Raises `ApiError` and `UsageError`."""
    url = server_address(os.environ)
    key, source = _key()
    client = httpx.Client(
        base_url=url,
        headers={"Authorization": f"Bearer {key}"},
        timeout=120,
        trust_env=False,  # no request may pass a proxy
        verify=url.startswith("https:"),  # loading certificates takes longer than a request
    )
    try:
        with client:
            yield Api(client)
    except ApiError as error:
        if error.code != "unauthorized":
            raise
        fix = "set it to another key" if source == _VARIABLE else "restart the server, which writes a new key there"
        raise ApiError(f"the server at {url} refuses the key in {source}: {fix}", error.code) from error
    except httpx.ConnectError as error:
        raise ApiError(f"no server answers at {url}: start it with `leanvibe serve`") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        raise ApiError(f"the connection to the server at {url} failed: {reason}") from error


def with_api(work: Callable[[Api], int]) -> int:
    """The exit status of `work`. Raises `ApiError`."""
    with connected() as api:
        return work(api)


def _key() -> tuple[str, str]:
    """The key, and where it comes from."""
    if key := os.environ.get(_VARIABLE):
        source = _VARIABLE
    else:
        folder = os.environ.get("LEANVIBE_DATA_DIR")
        file = (Path(folder).expanduser() if folder else default_data_dir()) / "key"
        source = str(file)
        try:
            key = file.read_text(encoding="utf-8", errors="replace").strip()
        except OSError as error:
            raise ApiError(
                f"there is no key at {file}: the server writes it when it starts; set LEANVIBE_DATA_DIR or LEANVIBE_KEY"
            ) from error
    if not (key.isascii() and key.isprintable()):
        raise UsageError(f"{source} does not contain a key: it has characters that no key has")
    return key, source


def default_data_dir() -> Path:
    """The same folder as the server's default."""
    return user_data_path("LeanVibe" if sys.platform == "darwin" else "leanvibe", appauthor=False)


def _decoded(response: httpx.Response, model: type[T]) -> T:
    if response.is_error:
        raise _refused(response)
    try:
        return TypeAdapter(model).validate_python(response.json(), by_alias=True, by_name=False)
    except _UNREADABLE as error:
        raise _unreadable(response) from error


def _refused(response: httpx.Response) -> ApiError:
    try:
        body = response.json()
    except (ValueError, RecursionError):
        body = None
    code = body.get("code") if isinstance(body, dict) else None
    return ApiError(describe_problem(body, response.status_code), code if isinstance(code, str) else "")


def _unreadable(response: httpx.Response) -> ApiError:
    return ApiError(
        f"the answer of {response.url} is not what the contract says: is another program, or another version of "
        "leanvibe, listening there?"
    )
