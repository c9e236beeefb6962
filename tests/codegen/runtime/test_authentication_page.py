"""docs/authentication.md: its code, run on a real socket for each scheme of a contract."""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.gates.subjects import generated as generated_package
from tests.support.serving import serving
from tests.support.tools import ROOT

SCHEMES = {
    "bearer": "{type: http, scheme: bearer}",
    "password": "{type: http, scheme: basic}",
    "header_key": "{type: apiKey, in: header, name: X-Key}",
    "query_key": "{type: apiKey, in: query, name: key}",
    "cookie_key": "{type: apiKey, in: cookie, name: key}",
    "certificate": "{type: mutualTLS}",
    "oauth": "{type: oauth2, flows: {clientCredentials: {tokenUrl: /x, scopes: {things.read: r, things.write: w}}}}",
    "digest": "{type: http, scheme: digest}",
}
BASIC_CHALLENGE = 'Basic realm="api", charset="UTF-8"'
GUARDED = {
    # path, its security, the challenge of a 401
    "/by_bearer": ("[{bearer: []}]", "Bearer"),
    "/password": ("[{password: []}]", BASIC_CHALLENGE),
    "/header": ("[{header_key: []}]", 'ApiKey in="header", name="X-Key"'),
    "/query": ("[{query_key: []}]", 'ApiKey in="query", name="key"'),
    "/cookie": ("[{cookie_key: []}]", 'ApiKey in="cookie", name="key"'),
    "/both": (
        "[{header_key: [], password: []}]",
        'ApiKey in="header", name="X-Key", Basic realm="api", charset="UTF-8"',
    ),
    "/either": ("[{bearer: []}, {cookie_key: []}]", 'Bearer, ApiKey in="cookie", name="key"'),
    "/certificate": ("[{certificate: []}]", "Bearer"),
    "/read": ("[{oauth: [things.read]}]", "Bearer"),
    "/write": ("[{oauth: [things.read, things.write]}]", "Bearer"),
    "/digest": ("[{digest: []}]", "Digest"),
    "/undefined": ("[{nowhere: []}]", "Bearer"),
}
PUBLIC = {"/public": "[]", "/optional": "[{bearer: []}, {}]"}
KEY, BASIC = "correct-horse", "Basic " + base64.b64encode(b"anna:secret").decode()
CERTIFICATE = f":{base64.b64encode(b'the DER of Anna' + bytes([39]) + b's certificate').decode()}:"


def contract() -> str:
    lines = ["openapi: 3.1.0", "info: {title: T, version: '1'}", "paths:"]
    answers = (
        "{'200': {description: ok, content: {application/json: {schema: {type: string}}}}, '401': {description: no}}"
    )
    for path, security in [*((path, given) for path, (given, _) in GUARDED.items()), *PUBLIC.items()]:
        name = path[1:]
        lines.append(
            f"  {path}: {{get: {{operationId: {name}, tags: [things], security: {security}, responses: {answers}}}}}"
        )
    schemes = [f"    {key}: {scheme}" for key, scheme in SCHEMES.items()]
    return "\n".join([*lines, "components:", "  securitySchemes:", *schemes, ""])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "api.yaml").write_text(contract())
    return generated_package(folder, folder / "api.yaml", "guarded")[0]


@pytest_asyncio.fixture
async def client(server: Any) -> AsyncIterator[httpx.AsyncClient]:
    """The page's application."""
    blocks = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "docs/authentication.md").read_text(), re.MULTILINE | re.DOTALL
    )
    names: dict[str, Any] = {"create_app": server.create_app}
    exec("\n".join(blocks), names)
    async with serving(names["app"]) as address, httpx.AsyncClient(base_url=f"http://{address}") as found:
        yield found


@pytest.mark.parametrize("path", GUARDED)
async def test_without_a_credential_401(client: httpx.AsyncClient, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong", "X-Key": "wrong", "Cookie": "key=wrong"}):
        answer = await client.get(path, headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, GUARDED[path][1])


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/by_bearer", {"Authorization": f"Bearer {KEY}"}),
        ("/password", {"Authorization": BASIC}),
        ("/header", {"X-Key": KEY}),
        (f"/query?key={KEY}", {}),
        ("/cookie", {"Cookie": f"key={KEY}"}),
        ("/both", {"X-Key": KEY, "Authorization": BASIC}),
        ("/either", {"Cookie": f"key={KEY}"}),
        ("/certificate", {"Client-Cert": CERTIFICATE}),
        ("/read", {"Authorization": f"Bearer {KEY}"}),
        ("/public", {}),
        ("/optional", {}),
    ],
)
async def test_with_it_the_handler_is_called(client: httpx.AsyncClient, path: str, headers: dict[str, str]) -> None:
    answer = await client.get(path, headers=headers)
    assert answer.status_code == (200 if path == "/by_bearer" else 501)  # the page's handlers have that method alone
    if path == "/by_bearer":
        assert answer.json() == "anna"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/write", {"Authorization": f"Bearer {KEY}"}),  # a scope is missing
        ("/both", {"X-Key": KEY}),
        ("/both", {"Authorization": BASIC}),
        ("/certificate", {"Authorization": f"Bearer {KEY}"}),
        ("/password", {"Authorization": "Basic ???"}),
        ("/password", {"Authorization": "Basic " + base64.b64encode(b"anna:wrong").decode()}),
        ("/undefined", {"Authorization": f"Bearer {KEY}", "nowhere": KEY}),
    ],
)
async def test_half_a_credential_is_none(client: httpx.AsyncClient, path: str, headers: dict[str, str]) -> None:
    assert (await client.get(path, headers=headers)).status_code == 401


def test_the_page_is_there() -> None:
    assert "docs/authentication.md" in (ROOT / "README.md").read_text()
    assert Path(ROOT / "docs/authentication.md").is_file()
