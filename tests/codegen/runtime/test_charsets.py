"""In which charsets text arrives: UTF-8 everywhere, others where the contract declares them, no other codec."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.gates.subjects import generated
from tests.support.asgi import ask

CONTRACT = Path(__file__).parents[2] / "fixtures" / "contracts" / "hostile-requests.yaml"
REFUSED = ("punycode", "idna", "unicode_escape", "utf-7", "utf-32", "cp1252", "rot13", "no-such-charset", "iso-8859-1")


class Echo:
    async def text(self, call: Any, *, body: str) -> Any:
        return {"text": body}

    async def latin(self, call: Any, *, body: Any) -> Any:
        return {"text": body} if isinstance(body, str) else body

    async def form(self, call: Any, *, body: Any) -> Any:
        return body.model_dump()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("charsets")
    server, _ = generated(folder, CONTRACT, "charsets")
    return server.create_app(t_handlers=Echo())


@pytest.mark.parametrize(
    ("path", "media", "body", "want"),
    [
        ("/text", "text/plain", "ä".encode(), {"text": "ä"}),
        ("/text", "text/plain; charset=UTF-8", "ä".encode(), {"text": "ä"}),
        ("/text", 'text/plain; charset="utf-8"', "ä".encode(), {"text": "ä"}),
        ("/text", "text/plain; charset=us-ascii", b"a", {"text": "a"}),
        ("/latin", "text/plain", "ä".encode(), {"text": "ä"}),
        ("/latin", "text/plain; charset=latin1", b"\xe4", {"text": "ä"}),
        ("/latin", "text/csv; charset=utf-16", "ä".encode("utf-16"), {"text": "ä"}),
        ("/latin", "text/csv; charset=utf-16", "ä".encode("utf-16-be"), {"text": "ä"}),
        ("/latin", "text/csv; charset=utf-16le", "ä".encode("utf-16-le"), {"text": "ä"}),
        ("/latin", "application/vnd.old+json; charset=utf-16", '{"k": "ä"}'.encode("utf-16"), {"k": "ä"}),
        ("/form", "application/x-www-form-urlencoded; charset=utf-8", b"a=1&x=%C3%A4", {"a": 1, "x": "ä"}),
    ],
)
async def test_a_charset_that_the_contract_may_use_is_read(
    app: Any, path: str, media: str, body: bytes, want: Any
) -> None:
    answer = await ask(app, "POST", path, [("content-type", media)], body)
    assert (answer.status, answer.json) == (200, want)


@pytest.mark.parametrize("charset", REFUSED)
@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/text", "text/plain"),
        ("/json", "application/json"),
        ("/json", "application/jsonl"),
        ("/form", "application/x-www-form-urlencoded"),
        ("/form", "multipart/form-data; boundary=b"),
        ("/latin", "text/csv"),
    ],
)
async def test_any_other_charset_is_415(app: Any, path: str, media: str, charset: str) -> None:
    answer = await ask(app, "POST", path, [("content-type", f"{media}; charset={charset}")], b"{}")
    assert answer.status == 415
    assert charset in answer.json["detail"]


@pytest.mark.parametrize(("charset", "status"), [("utf-8", 200), ("punycode", 415), ("iso-8859-1", 415)])
async def test_a_part_of_a_form_keeps_the_same_rule(app: Any, charset: str, status: int) -> None:
    part = (
        f'--b\r\nContent-Disposition: form-data; name="x"\r\nContent-Type: text/plain; charset={charset}\r\n\r\nä\r\n'
    )
    answer = await ask(
        app, "POST", "/form", [("content-type", "multipart/form-data; boundary=b")], (part + "--b--\r\n").encode()
    )
    assert answer.status == status


@pytest.mark.parametrize(
    ("path", "media"),
    [("/text", "text/plain"), ("/latin", "text/csv; charset=utf-16"), ("/form", "multipart/form-data")],
)
async def test_bytes_that_are_not_in_the_charset_are_400(app: Any, path: str, media: str) -> None:
    raw = b"\xd8\x00\xd8" if "utf-16" in media else b"\xe4"
    if "multipart" in media:
        media, raw = f"{media}; boundary=b", b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n\xe4\r\n--b--\r\n'
    answer = await ask(app, "POST", path, [("content-type", media)], raw)
    assert answer.status == 400
