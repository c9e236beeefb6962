"""The pieces of the benchmark programs: a page of sections, figures, and servers that are worth comparing."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tools.bench.server import SERVERS
from tools.bench.servers.sample import TICKET
from tools.bench.table import ratios, spread, table, with_section, write_section


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("# B\n", "# B\n\n<!-- a -->\nnew\n<!-- /a -->\n"),
        ("# B\n\n<!-- a -->\nold\n<!-- /a -->\nmine\n", "# B\n\n<!-- a -->\nnew\n<!-- /a -->\nmine\n"),
        ("<!-- b -->\nb\n<!-- /b -->", "<!-- b -->\nb\n<!-- /b -->\n\n<!-- a -->\nnew\n<!-- /a -->\n"),
        ("<!-- a --><!-- /a --><!-- b -->b<!-- /b -->", "<!-- a -->\nnew\n<!-- /a --><!-- b -->b<!-- /b -->"),
    ],
    ids=["a page without it", "an older one", "beside another's", "empty"],
)
def test_a_program_rewrites_its_own_section(text: str, want: str) -> None:
    assert with_section(text, "a", "\nnew\n") == want


def test_a_section_without_an_end_is_told() -> None:
    with pytest.raises(ValueError, match="<!-- a --> has no <!-- /a -->"):
        with_section("<!-- a -->\nold", "a", "new")


def test_a_page_is_begun_and_kept(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    for name, body in [("a", "one"), ("b", "two"), ("a", "three")]:
        write_section(name, body, page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n")
    assert text.endswith("<!-- a -->\nthree\n<!-- /a -->\n\n<!-- b -->\ntwo\n<!-- /b -->\n")


def test_figures() -> None:
    assert spread([3, 1, 2], 1) == "2.0 (1.0–3.0)"
    assert spread([1234.6], 0) == "1,235 (1,235–1,235)"
    assert ratios([4, 9], [2, 3]) == [2, 3]
    assert table(["x", "n"], [["a|b", 1]]) == "| x | n |\n| --- | ---: |\n| a\\|b | 1 |"


def body(**changed: Any) -> bytes:
    return json.dumps(
        {name: value for name, value in {**json.loads(TICKET), **changed}.items() if value != ...}
    ).encode()


PAGE = "/projects/7/tickets"
LAX = [body(priority="3"), body(urgent=1)]  # Litestar takes the one for 3 and the other for true
ASKED: list[tuple[str, bytes | None, int]] = [
    ("/tickets", TICKET, 200),
    ("/tickets", body(labels=[], estimate=0.5, more={"kept": None}), 200),
    *(("/tickets", body(**{name: ...}), 422) for name in json.loads(TICKET)),
    *(("/tickets", body(**wrong), 422) for wrong in (
        {"id": "7"}, {"title": ""}, {"title": "x" * 81}, {"priority": 0}, {"priority": 1.5},
        {"urgent": "yes"}, {"labels": "bug"}, {"labels": ["x" * 21]}, {"labels": ["x"] * 9},
        {"estimate": 0}, {"estimate": 1001}, {"createdAt": "yesterday"}, {"createdAt": "2026-11-25T10:00:00"},
    )),
    *(("/tickets", wrong, 422) for wrong in LAX),
    ("/tickets", b"[]", 422),
    (f"{PAGE}?limit=2&urgent=true&label=web", None, 200),
    (f"{PAGE}?limit=1", None, 200),
    (PAGE, None, 200),
    *((f"{PAGE}?{wrong}", None, 422) for wrong in ("limit=0", "limit=101", "limit=x", "urgent=7", "label=")),
    ("/projects/0/tickets", None, 422),
    ("/nothing", None, 404),
]  # fmt: skip


@pytest.fixture(scope="module")
def applications() -> dict[str, Any]:
    return {name: importlib.import_module(f"tools.bench.servers.{name}").app for name in SERVERS}


@pytest.mark.parametrize(("path", "sent", "status"), ASKED, ids=lambda value: str(value)[:90])
async def test_all_servers_answer_alike(
    applications: dict[str, Any], path: str, sent: bytes | None, status: int
) -> None:
    found = {}
    for name, app in applications.items():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            headers = {"Content-Type": "application/json"} if sent is not None else {}
            answer = await client.request("GET" if sent is None else "POST", path, content=sent, headers=headers)
        found[name] = (answer.status_code, answer.json() if status == 200 else None)
    if sent in LAX:
        assert found.pop("litestar")[0] == 200
    given = found["generated"][1]
    if given and "more" in given:  # FastAPI and the generated server keep what is not declared; a struct cannot
        assert found["litestar"][1] == {name: value for name, value in given.items() if name != "more"}
        found["litestar"] = found["generated"]
    assert found == dict.fromkeys(found, (status, given))
