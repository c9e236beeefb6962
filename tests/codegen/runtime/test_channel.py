"""Channels of a generated server, on a stranger's contract (a chat room) under uvicorn with an ordinary client."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import re
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from codegen import build, config
from codegen.runtime.call import ApiError, Principal
from codegen.runtime.channel import ChannelLimits
from codegen.runtime.exchange import MESSAGE, Observed
from codegen.runtime.model import DateTime
from tests.support.serving import serving as served

CONTRACT = Path(__file__).resolve().parents[2] / "fixtures" / "contracts" / "chatroom" / "contract" / "asyncapi.yaml"
SECURED = {
    "servers": {
        "local": {
            "host": "localhost:8000",
            "protocol": "ws",
            "security": [{"$ref": "#/components/securitySchemes/key"}, {"$ref": "#/components/securitySchemes/pass"}],
        }
    },
    "securitySchemes": {
        "key": {"type": "http", "scheme": "bearer"},
        "pass": {"type": "httpApiKey", "in": "header", "name": "Sec-WebSocket-Protocol"},
    },
}


def generated(folder: Path, contract: Path, name: str) -> Any:
    """The generated server and models of a contract, imported."""
    (folder / "contracts.toml").write_text(
        f'documents = ["{contract}"]\n[targets.python]\nout = "{name}_models"\n'
        f'[targets.fastapi]\nout = "{name}_server"\nmodels = "{name}_models"\n'
    )
    build.generate(config.read(folder / "contracts.toml"))
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(f"{name}_server"), importlib.import_module(f"{name}_models")
    finally:
        sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return generated(tmp_path_factory.mktemp("chat"), CONTRACT, "chat")


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("secured")
    document = yaml.safe_load(CONTRACT.read_text())
    document["servers"] = SECURED["servers"]
    document["components"]["securitySchemes"] = SECURED["securitySchemes"]
    (folder / "asyncapi.yaml").write_text(yaml.safe_dump(document))
    return generated(folder, folder / "asyncapi.yaml", "secured")


class Room:
    """Handlers of the chat room: what a stranger would write."""

    def __init__(self, models: Any) -> None:
        self.models = models
        self.people: dict[Any, str] = {}
        self.seq = 0
        self.empty = asyncio.Event()
        self.left: list[tuple[str, int | None]] = []
        self.opened: list[tuple[str, Any]] = []

    @contextlib.asynccontextmanager
    async def __call__(self, connection: Any, *, room_id: str, since: Any = None) -> AsyncIterator[Any]:
        if room_id == "closed":
            raise ApiError(404, "there is no such room")
        self.opened.append((room_id, since))
        yield Peer(self, connection)
        self.left.append((self.people.pop(connection, "?"), connection.close_code))
        self.empty.set()


class Peer:
    def __init__(self, room: Room, connection: Any) -> None:
        self.room, self.connection = room, connection

    async def receive_join(self, message: Any) -> Any:
        models = self.room.models
        if message.name in self.room.people.values():
            return models.Refused(ref=message.ref, reason="name_taken")
        self.room.people[self.connection] = message.name
        return models.Joined(ref=message.ref, people=list(self.room.people.values()))

    async def receive_talk(self, message: Any) -> None:
        models, name = self.room.models, self.room.people.get(self.connection, "?")
        if isinstance(message, models.TypingPayload):
            for peer in self.room.people:
                peer.post(models.TypingPayload(name=name))
            return
        match message.text:
            case "/bye":
                self.connection.close("idle", "nobody spoke")
            case "/fault":
                raise ValueError("a fault of the handler")
            case "/wrong":
                await self.connection.send(models.Said(seq=0, name=name, text="", at=DateTime.parse(AT)))
            case "/flood":
                for _ in range(200_000):
                    self.connection.post(models.TypingPayload(name="x" * 50))
            case text:
                self.room.seq += 1
                said = models.Said(seq=self.room.seq, name=name, text=text, at=DateTime.parse(AT))
                for peer in self.room.people:
                    peer.post(said)


AT = "2026-11-24T10:00:00Z"


@contextlib.asynccontextmanager
async def serving(app: Any) -> AsyncIterator[str]:
    async with served(app) as place:
        yield f"ws://{place}"


@pytest.fixture
async def room(chat: Any) -> Room:
    return Room(chat[1])


@pytest.fixture
async def url(chat: Any, room: Room) -> AsyncIterator[str]:
    async with serving(chat[0].create_app(room_channel=room)) as base:
        yield f"{base}/rooms/tea"


async def told(socket: ClientConnection, **message: Any) -> Any:
    """The answer to a message."""
    await socket.send(json.dumps(message))
    return json.loads(await socket.recv())


async def ended(socket: ClientConnection) -> tuple[int, str]:
    """Code and reason of the close that comes."""
    with contextlib.suppress(ConnectionClosedError):
        async for _ in socket:
            pass
    assert socket.close_code is not None
    return socket.close_code, socket.close_reason or ""


async def test_messages_are_answered_and_told_to_everybody(url: str, room: Room) -> None:
    async with connect(url) as anna, connect(f"{url}?since=7") as ben:
        assert await told(anna, type="join", ref="1", name="Anna") == {"type": "joined", "ref": "1", "people": ["Anna"]}
        refused = {"type": "refused", "ref": "2", "reason": "name_taken"}
        assert await told(ben, type="join", ref="2", name="Anna") == refused
        assert (await told(ben, type="join", ref="3", name="Ben"))["people"] == ["Anna", "Ben"]
        said = {"type": "said", "seq": 1, "name": "Ben", "text": "Tea?", "at": AT}
        assert await told(ben, type="say", text="Tea?") == said
        assert json.loads(await anna.recv()) == said
        assert await told(anna, type="typing") == {"type": "typing", "name": "Anna"}
    assert [name for name, _ in room.opened] == ["tea", "tea"]
    assert room.opened[1] == ("tea", 7)


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        ("{", "EOF while parsing"),
        ("[]", "type names no message"),
        ('{"type": "shout", "text": "x"}', "type names no message"),
        ('{"type": ["say"], "text": "x"}', "type names no message"),
        ('{"type": "said", "seq": 1, "name": "", "text": "", "at": "2026-11-24T10:00:00Z"}', "type names no message"),
        ('{"type": "say", "text": ""}', "/text"),
        ('{"type": "say", "text": "x", "more": 1}', "more"),
        ('{"type": "say"}', "text"),
        ('{"type": "say", "text": NaN}', "expected value"),
        ("[" * 2000, "deeper"),
        ('{"type": "typing", "x": ' + "[" * 500 + "]" * 500 + "}", "deeper"),
        (b'{"type": "say", "text": "x"}', "text frames"),
    ],
)
async def test_a_frame_that_breaks_the_contract_ends_the_connection(url: str, frame: str | bytes, says: str) -> None:
    async with connect(url) as socket:
        await socket.send(frame)
        code, reason = await ended(socket)
    assert code == 1007
    assert says in reason


async def test_a_frame_that_is_too_big_ends_the_connection(url: str) -> None:
    async with connect(url) as socket:
        await socket.send(json.dumps({"type": "say", "text": "x" * 70_000}))
        assert (await ended(socket))[0] == 1009


async def test_handlers_end_a_connection_with_the_contracts_code(url: str, room: Room) -> None:
    async with connect(url) as socket:
        await told(socket, type="join", ref="1", name="Anna")
        await socket.send('{"type": "say", "text": "/bye"}')
        assert await ended(socket) == (4000, "nobody spoke")
    assert room.left == [("Anna", 4000)]


@pytest.mark.parametrize("text", ["/fault", "/wrong"])
async def test_a_fault_of_the_handlers_ends_one_connection(url: str, text: str) -> None:
    async with connect(url) as other:
        async with connect(url) as socket:
            await socket.send(json.dumps({"type": "say", "text": text}))
            assert await ended(socket) == (1011, "")
        assert (await told(other, type="join", ref="1", name="Ben"))["type"] == "joined"


async def test_a_message_against_the_contract_does_not_leave_and_is_told(
    chat: Any, caplog: pytest.LogCaptureFixture
) -> None:
    seen = list[Observed]()
    app = chat[0].create_app(room_channel=Room(chat[1]), observe=seen.append)
    async with serving(app) as base, connect(f"{base}/rooms/tea") as socket:
        await socket.send(json.dumps({"type": "say", "text": "/wrong"}))
        assert await ended(socket) == (1011, "")
    (one,) = [found for found in seen if found.method == MESSAGE]
    assert (one.operation, one.path) == ("room", "/rooms/{roomId}")
    assert re.search(r"^asyncapi\.yaml:\d+ #/channels/room/messages/\w+ room sends .* at #/(seq|text): ", one.violation)
    assert f"contract violated: {one.violation}" in [record.getMessage() for record in caplog.records]


async def test_who_takes_nothing_is_dropped_and_nobody_waits(url: str) -> None:
    async with connect(url) as socket:
        await socket.send('{"type": "say", "text": "/flood"}')
        code, _ = await ended(socket)
    assert code == 1008


@pytest.mark.parametrize(
    ("path", "status"), [("/rooms/closed", 404), ("/rooms/tea?since=-1", 400), ("/rooms/tea?since=x", 400)]
)
async def test_an_upgrade_is_refused_before_it_is_accepted(url: str, path: str, status: int) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await connect(url.removesuffix("/rooms/tea") + path)
    assert refused.value.response.status_code == status
    assert json.loads(refused.value.response.body)["status"] == status


async def test_a_channel_without_handlers_answers_501(chat: Any) -> None:
    async with serving(chat[0].create_app()) as base:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"{base}/rooms/tea")
    assert refused.value.response.status_code == 501


async def by_secret(scheme: str, credential: str, scopes: Sequence[str]) -> Principal | None:
    return Principal(scheme) if credential == "secret" else None


@pytest.mark.parametrize(
    ("headers", "offered", "chosen"),
    [
        ({"Authorization": "Bearer secret"}, [], None),
        ({"Authorization": "bearer secret"}, ["chat.v1"], "chat.v1"),
        ({}, ["chat.v1", "pass.secret"], "chat.v1"),
        ({}, ["pass.secret", "chat.v1"], "chat.v1"),
    ],
)
async def test_a_credential_comes_in_a_header_or_as_a_subprotocol(
    secured: Any, headers: Mapping[str, str], offered: list[Any], chosen: str | None
) -> None:
    app = secured[0].create_app(room_channel=Room(secured[1]), authenticate=by_secret)
    async with (
        serving(app) as base,
        connect(f"{base}/rooms/tea", additional_headers=headers, subprotocols=offered or None) as socket,
    ):
        assert socket.subprotocol == chosen
        assert (await told(socket, type="join", ref="1", name="Anna"))["type"] == "joined"


@pytest.mark.parametrize(
    ("headers", "offered"),
    [({}, []), ({"Authorization": "Bearer wrong"}, []), ({}, ["chat.v1", "pass.wrong"]), ({}, ["secret"])],
)
async def test_without_a_credential_there_is_no_connection(
    secured: Any, headers: Mapping[str, str], offered: list[Any]
) -> None:
    room = Room(secured[1])
    async with serving(secured[0].create_app(room_channel=room, authenticate=by_secret)) as base:
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"{base}/rooms/tea", additional_headers=headers, subprotocols=offered or None)
    assert refused.value.response.status_code == 401
    assert room.opened == []


async def test_draining_closes_everybody_and_refuses_newcomers(chat: Any) -> None:
    app = chat[0].create_app(room_channel=Room(chat[1]))
    async with serving(app) as base, connect(f"{base}/rooms/tea") as anna, connect(f"{base}/rooms/tea") as ben:
        await told(anna, type="join", ref="1", name="Anna")
        await told(ben, type="join", ref="1", name="Ben")
        await asyncio.gather(app.state.channels["room"].drain("restart", "back soon"), ended(anna), ended(ben))
        assert app.state.channels["room"].connections == set()
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"{base}/rooms/tea")
    assert refused.value.response.status_code == 503


async def test_a_peer_that_vanishes_ends_its_handlers(chat: Any) -> None:
    room = Room(chat[1])
    app = chat[0].create_app(room_channel=room, channel_limits=ChannelLimits(patience=1.0))
    async with serving(app) as base:
        socket = await connect(f"{base}/rooms/tea")
        await told(socket, type="join", ref="1", name="Anna")
        socket.transport.abort()
        await room.empty.wait()
    assert room.left == [("Anna", 1005)]
