"""Keys over HTTP on the running assistant: who may manage them, and that a secret ends everywhere at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.server.conftest import Server

PATH = "/api/v1/keys"
HOSTILE_LABELS = [
    "\x1b[2J\x1b]0;x\x07",
    "[red]x[/]",
    "<script>",
    "\r\nSet-Cookie: a=b",
    "\x00",
    "'; DROP TABLE keys; --",
]
HOSTILE_LABELS += ["\u202e\u2066", "\U0001f511" * 100, "--yes", "${HOME}", "%s%n", "key file", ""]


def create(client: httpx.Client, client_class: str, label: str = "") -> tuple[str, str]:
    """The id and the secret of a new key."""
    response = client.post(PATH, json={"clientClass": client_class, "label": label})
    assert response.status_code == 201, response.text
    issued = response.json()
    assert response.headers["location"] == f"{PATH}/{issued['key']['id']}"
    return issued["key"]["id"], issued["secret"]


def holder(server: Server, secret: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {secret}"}
    return httpx.Client(base_url=server.url, headers=headers, trust_env=False, timeout=30)


def socket_url(server: Server) -> str:
    return server.url.replace("http", "ws", 1) + "/api/v1/ws"


def opened(server: Server, secret: str) -> ClientConnection:
    return connect(socket_url(server), additional_headers={"Authorization": f"Bearer {secret}"}, proxy=None)


def refused(response: httpx.Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, response.json()["code"]


@pytest.fixture
def owner(server: Server) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


def test_a_key_is_created_listed_and_read_without_its_secret(server: Server, owner: httpx.Client) -> None:
    key_id, secret = create(owner, "web", "desk")
    with holder(server, secret) as web:
        web.get("/api/v1/sessions").raise_for_status()
    key = owner.get(f"{PATH}/{key_id}").raise_for_status().json()
    assert {name: key[name] for name in ("id", "clientClass", "label", "inKeyFile")} == {
        "id": key_id,
        "clientClass": "web",
        "label": "desk",
        "inKeyFile": False,
    }
    assert key["lastUsedAt"] >= key["createdAt"]
    listed = owner.get(PATH, params={"limit": 100}).raise_for_status()
    assert key in listed.json()["items"]
    for text in (listed.text, owner.get(f"{PATH}/{key_id}").text):
        assert secret.split("_", 2)[2] not in text
    ios = owner.get(PATH, params={"clientClass": "ios"}).raise_for_status().json()["items"]
    assert all(one["clientClass"] == "ios" for one in ios)


def test_only_class_cli_manages_keys(server: Server, owner: httpx.Client) -> None:
    for client_class in ("web", "ios"):
        key_id, secret = create(owner, client_class)
        with holder(server, secret) as other:
            attempts = [
                other.get(PATH),
                other.post(PATH, json={"clientClass": client_class}),
                other.get(f"{PATH}/{key_id}"),  # its own, too
                other.delete(f"{PATH}/{key_id}"),
                other.delete(f"{PATH}/{key_id}", params={"force": "true"}),
                other.post(f"{PATH}/{key_id}/rotate"),
                other.delete(f"{PATH}/{'0' * 12}"),  # whether there is such a key is not told
            ]
            assert {refused(response) for response in attempts} == {(403, "forbidden")}
            assert (
                f"only keys of class cli manage keys, and key {key_id} is of class {client_class}" in attempts[0].text
            )
    second, secret = create(owner, "cli")
    with holder(server, secret) as cli:
        assert cli.get(f"{PATH}/{second}").status_code == 200


@pytest.mark.parametrize("change", ["revoke", "rotate"])
def test_a_secret_ends_everywhere_within_a_second(server: Server, owner: httpx.Client, change: str) -> None:
    key_id, secret = create(owner, "web")
    session: dict[str, Any] = {}
    with holder(server, secret) as web, opened(server, secret) as socket:
        session = web.post("/api/v1/sessions", json={}).raise_for_status().json()
        ticket = web.post("/api/v1/websocket/ticket").raise_for_status().json()["ticket"]
        events = f"/api/v1/sessions/{session['id']}/events"
        web.post(f"/api/v1/sessions/{session['id']}/messages", json={"content": "Hello"}).raise_for_status()
        with web.stream("GET", events, headers={"Accept": "text/event-stream"}) as stream:
            lines = stream.iter_lines()
            while not next(lines).startswith("data:"):
                pass
            begun = time.monotonic()
            if change == "revoke":
                assert "revokedAt" in owner.delete(f"{PATH}/{key_id}").raise_for_status().json()
            else:
                secret = owner.post(f"{PATH}/{key_id}/rotate").raise_for_status().json()["secret"]
            assert refused(web.get("/api/v1/sessions")) == (401, "unauthorized")
            assert not any(line.startswith("data:") for line in lines)  # it is complete, and did not break off
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=1)
            assert closed.value.rcvd is not None and closed.value.rcvd.code == 4501
            assert time.monotonic() - begun < 1
        offer = [Subprotocol("leanvibe.v1"), Subprotocol(f"ticket.{ticket}")]
        with pytest.raises(InvalidStatus) as upgrade:
            connect(socket_url(server), subprotocols=offer, origin=Origin(server.url), proxy=None)
        assert upgrade.value.response.status_code == 401
    if change == "rotate":
        with holder(server, secret) as web, opened(server, secret):
            assert web.get(f"/api/v1/sessions/{session['id']}").status_code == 200  # what it owned is still its own
    assert "without completing response" not in server.log.read_text()


def test_nobody_is_locked_out_by_accident(server: Server, owner: httpx.Client) -> None:
    file_key = server.key.split("_")[1]
    assert owner.get(f"{PATH}/{file_key}").json()["inKeyFile"]
    in_file = owner.delete(f"{PATH}/{file_key}")
    assert refused(in_file) == (409, "key_in_use")
    assert "made this request: rotate it, or revoke it with force=true" in in_file.json()["detail"]
    key_id, secret = create(owner, "cli")
    with holder(server, secret) as second:
        assert refused(second.delete(f"{PATH}/{key_id}")) == (409, "key_in_use")
        assert "is in the key file of the data folder" in second.delete(f"{PATH}/{file_key}").json()["detail"]
        assert second.delete(f"{PATH}/{key_id}", params={"force": "true"}).status_code == 200
        assert refused(second.get(PATH)) == (401, "unauthorized")
    assert owner.get(PATH).status_code == 200


def test_rotating_the_key_of_the_file_rewrites_the_file(server: Server, owner: httpx.Client) -> None:
    former = server.key
    issued = owner.post(f"{PATH}/{former.split('_')[1]}/rotate").raise_for_status().json()
    assert server.key == issued["secret"] != former
    assert (server.data / "key").stat().st_mode & 0o777 == 0o600
    assert refused(owner.get(PATH)) == (401, "unauthorized")
    with server.client() as again:
        assert "rotatedAt" in again.get(f"{PATH}/{former.split('_')[1]}").raise_for_status().json()


def test_revoked_and_unknown_keys(owner: httpx.Client) -> None:
    key_id, _ = create(owner, "ios")
    first = owner.delete(f"{PATH}/{key_id}").raise_for_status().json()
    assert owner.delete(f"{PATH}/{key_id}").raise_for_status().json() == first
    assert refused(owner.post(f"{PATH}/{key_id}/rotate")) == (409, "key_revoked")
    unknown = f"{PATH}/{'0' * 12}"
    for response in (owner.get(unknown), owner.delete(unknown), owner.post(f"{unknown}/rotate")):
        assert refused(response) == (404, "key_not_found")
    assert refused(owner.get(PATH, params={"cursor": "abc"})) == (404, "cursor_unknown")


@pytest.mark.parametrize("key_id", ["x", "0" * 11, "0" * 13, "A" * 12, "%00" * 12, "0" * 11 + "%0A", "١" * 12])
def test_what_is_not_an_id_is_refused(owner: httpx.Client, key_id: str) -> None:
    for response in (
        owner.get(f"{PATH}/{key_id}"),
        owner.delete(f"{PATH}/{key_id}"),
        owner.post(f"{PATH}/{key_id}/rotate"),
    ):
        assert response.status_code in (400, 422), response.text


@pytest.mark.parametrize("label", HOSTILE_LABELS)
def test_a_label_is_kept_as_it_is(owner: httpx.Client, label: str) -> None:
    key_id, _ = create(owner, "web", label)
    assert owner.get(f"{PATH}/{key_id}").raise_for_status().json()["label"] == label
    owner.delete(f"{PATH}/{key_id}").raise_for_status()


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"clientClass": "root"}',
        b'{"clientClass": "web", "label": "\\ud800"}',
        b'{"clientClass": "web", "id": "a"}',
        b'{"clientClass": "web", "label": "%s"}' % (b"x" * 101),
        b'{"clientClass": null}',
        b"[]",
        b"{",
    ],
)
def test_a_bad_key_is_not_created(owner: httpx.Client, body: bytes) -> None:
    before = len(owner.get(PATH, params={"limit": 100}).json()["items"])
    response = owner.post(PATH, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422), response.text
    assert len(owner.get(PATH, params={"limit": 100}).json()["items"]) == before


def test_valid_keys_have_a_limit(owner: httpx.Client) -> None:
    created = []
    while (response := owner.post(PATH, json={"clientClass": "web"})).status_code == 201:
        created.append(response.json()["key"]["id"])
        assert len(created) <= 100
    assert refused(response) == (409, "key_limit")
    owner.delete(f"{PATH}/{created[0]}").raise_for_status()
    create(owner, "web")
