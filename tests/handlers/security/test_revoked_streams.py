"""What the client of an event stream is answered when its key ends: also before the stream has begun."""

import asyncio

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from handlers.api.problems import answer_problem
from handlers.security.revoked_streams import EndRevokedStreams, RevokedStreams

KEY_ID = "0123456789ab"
HEADERS = {"Authorization": f"Bearer lv_{KEY_ID}_{'s' * 43}", "Accept": "text/event-stream"}
START = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
EVENT = {"type": "http.response.body", "body": b"data: 1\n\n", "more_body": True}
END = {"type": "http.response.body", "body": b"data: 2\n\n"}


@pytest.mark.parametrize(
    ("_name", "sent", "status", "text"),
    [
        ("before the answer begins", [], 401, '"code":"unauthorized"'),
        ("after its head", [START], 200, ""),
        ("after an event", [START, EVENT], 200, "data: 1\n\n"),
        ("after the end", [START, EVENT, END], 200, "data: 1\n\ndata: 2\n\n"),
    ],
)
async def test_a_stream_of_an_ended_key(_name: str, sent: list[dict[str, object]], status: int, text: str) -> None:
    streams, waiting = RevokedStreams(), asyncio.Event()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        for message in sent:
            await send(message)
        waiting.set()
        while (await receive())["type"] == "http.request":
            pass

    app = EndRevokedStreams(application, streams=streams, answer=answer_problem)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        request = asyncio.ensure_future(client.get("/", headers=HEADERS))
        await waiting.wait()
        streams.end(KEY_ID)
        response = await request
    assert response.status_code == status
    assert text in response.text if status == 401 else text == response.text
