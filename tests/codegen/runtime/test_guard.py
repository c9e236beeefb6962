"""T22: what a contract guards and nothing enforces stops the server, unless it is open on purpose."""

from __future__ import annotations

import importlib
import logging
import shutil
from pathlib import Path
from typing import Any

import pytest

from codegen.runtime.call import Principal
from codegen.runtime.guard import UnguardedError
from tests.gates.subjects import generated as generated_package
from tests.support.asgi import ask

FIXTURES = Path(__file__).parents[2] / "fixtures"
OPERATIONS = ("GET /admin (admin)", "GET /q (q)", "GET /both (both)", "GET /basic (basic)")


def made(folder: Path, text: str, name: str) -> Any:
    (folder / "api.yaml").write_text(text)
    return generated_package(folder, folder / "api.yaml", name)[0]


def document(security: str, more: str = "") -> str:
    return (
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n"
        f"    get: {{operationId: getA, tags: [t], {security} responses: {{'200': {{description: d}}}}{more}}}\n"
        "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}\n"
    )


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("open")
    shutil.copy(FIXTURES / "attack/security-open.yaml", folder / "api.yaml")
    return generated_package(folder, folder / "api.yaml", "open_server")[0]


class T:
    async def admin(self, call: Any) -> str:
        return "secret"


def test_without_an_authenticator_it_does_not_start(guarded: Any) -> None:
    for handlers in ({}, {"t_handlers": T()}):
        with pytest.raises(UnguardedError) as refused:
            guarded.create_app(**handlers)
        assert all(operation in str(refused.value) for operation in OPERATIONS)
        assert "authenticate=OPEN" in str(refused.value)


async def test_open_is_said_by_name_and_logged(guarded: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "codegen.runtime"):
        app = guarded.create_app(t_handlers=T(), authenticate=guarded.OPEN)
    assert all(operation in caplog.text for operation in ("authenticate=OPEN", *OPERATIONS))
    assert (await ask(app, "GET", "/admin")).json == "secret"


async def by_key(scheme: str, credential: str, scopes: Any) -> Principal | None:
    return Principal("anna") if credential == "right" else None


@pytest.mark.parametrize("path", ["/admin", "/q", "/both", "/basic"])
async def test_with_one_every_operation_answers_401(guarded: Any, path: str) -> None:
    app = guarded.create_app(t_handlers=T(), authenticate=by_key)
    answer = await ask(app, "GET", path)
    assert answer.status == 401 and answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    ("security", "starts"),
    [
        ("", True),
        ("security: [],", True),
        ("security: [{}],", True),
        ("security: [{key: []}, {}],", True),
        ("security: [{}, {key: []}],", True),
        ("security: [{key: []}],", False),
        ("security: [{nowhere: []}],", False),
        ("security: [{nowhere: []}, {key: []}],", False),
        ("security: [{nowhere: [], key: []}],", False),
    ],
)
def test_what_needs_an_authenticator(tmp_path: Path, security: str, starts: bool) -> None:
    name = "needs_" + "".join(filter(str.isalnum, tmp_path.name))
    server = made(tmp_path, document(security), name)
    if starts:
        server.create_app()
    else:
        with pytest.raises(UnguardedError, match=r"GET /a \(getA\)"):
            server.create_app()


def test_callbacks_need_none(tmp_path: Path) -> None:
    called = "{'{$request.query.u}': {post: {security: [{key: []}], responses: {'200': {description: d}}}}}"
    made(tmp_path, document("", f", callbacks: {{done: {called}}}"), "called_back").create_app()


def test_a_guarded_channel_needs_one(tmp_path: Path) -> None:
    text = (FIXTURES / "contracts/chatroom/contract/asyncapi.yaml").read_text()
    scheme = "  securitySchemes:\n    token: {type: http, scheme: bearer}\n"
    text = text.replace("components:\n", f"components:\n{scheme}", 1)
    guard = "    security: [{$ref: '#/components/securitySchemes/token'}]\n"
    text = text.replace("    action: receive\n", f"    action: receive\n{guard}")
    server = made(tmp_path, text, "guarded_channel")
    with pytest.raises(UnguardedError, match=r"channel /rooms/"):
        server.create_app()
    server.create_app(authenticate=by_key)


def test_the_assistant_needs_one() -> None:
    server = importlib.import_module("generated.server")
    with pytest.raises(UnguardedError, match=r"and \d+ more"):
        server.create_app()
