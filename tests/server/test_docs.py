"""The contracts as the running assistant serves them: documents with a key, a page that a browser opens by a ticket."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest

from generated.server import plan
from handlers.docs.page import render_page
from tests.server.conftest import Server

DOCUMENTS = plan().documents
SECURED = ("/openapi.json", "/asyncapi.json", "/docs", "/docs/open")


class Reader(HTMLParser):
    """What a page has: ids, links within it, everything that would load something or run, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text = ""
        self.tags: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "href", "srcset", "action", "style", "data", "poster") or name.startswith("on"):
                self.loads.append(f"{tag} {name}")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def owner(server: Server) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


@pytest.fixture
def browser(server: Server) -> Iterator[httpx.Client]:
    """It has no key, keeps cookies and follows redirects."""
    headers = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Accept": "text/html,*/*;q=0.8"}
    with httpx.Client(base_url=server.url, headers=headers, trust_env=False, follow_redirects=True) as client:
        yield client


def ticket_of(owner: httpx.Client) -> str:
    response = owner.post("/api/v1/docs/ticket")
    assert response.status_code == 201
    ticket: str = response.json()["ticket"]
    return ticket


@pytest.mark.parametrize("name", ["openapi", "asyncapi"])
def test_the_documents_are_the_contracts(owner: httpx.Client, name: str) -> None:
    response = owner.get(f"/{name}.json")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.json() == DOCUMENTS[name]


@pytest.mark.parametrize("path", SECURED)
def test_nothing_is_shown_without_a_credential(browser: httpx.Client, path: str) -> None:
    for headers in ({}, {"Cookie": "leanvibe_docs=" + "A" * 43}, {"Cookie": "leanvibe_docs="}):
        response = browser.get(path, headers=headers)
        assert (response.status_code, response.json()["code"]) == (401, "unauthorized")


def test_a_ticket_opens_the_page_once_and_nothing_else(
    server: Server, owner: httpx.Client, browser: httpx.Client
) -> None:
    ticket = ticket_of(owner)
    redirect = browser.get("/docs/open", params={"ticket": ticket}, follow_redirects=False)
    assert (redirect.status_code, redirect.headers["location"], redirect.content) == (303, "/docs", b"")
    cookie = redirect.headers["set-cookie"]
    assert re.fullmatch(r"leanvibe_docs=[\w-]{43}; Path=/docs; Max-Age=3600; HttpOnly; SameSite=Strict", cookie)
    assert ticket not in cookie
    assert redirect.headers["referrer-policy"] == "no-referrer"
    for _ in range(2):  # a reload, too
        page = browser.get("/docs")
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html")
        assert page.headers["cache-control"] == "no-store"
    value = cookie.partition("=")[2].partition(";")[0]
    with httpx.Client(base_url=server.url, trust_env=False) as stranger:
        again = stranger.get("/docs/open", params={"ticket": ticket})
        assert (again.status_code, again.json()["code"]) == (401, "unauthorized")
        for path in ("/openapi.json", "/api/v1/projects", "/api/v1/keys"):
            for shown in ({"Cookie": f"leanvibe_docs={value}"}, {"Authorization": f"Bearer {value}"}):
                assert stranger.get(path, headers=shown).status_code == 401
        fresh = ticket_of(owner)
        for path in ("/docs", "/api/v1/projects"):  # a ticket is for /docs/open alone
            assert stranger.get(path, params={"ticket": fresh}).status_code == 401
    for secret in (ticket, value):
        assert secret not in server.log.read_text()


def test_a_key_that_ends_takes_its_tickets_and_cookies_along(
    owner: httpx.Client, browser: httpx.Client, server: Server
) -> None:
    issued = owner.post("/api/v1/keys", json={"clientClass": "web"}).raise_for_status().json()
    with httpx.Client(
        base_url=server.url, headers={"Authorization": f"Bearer {issued['secret']}"}, trust_env=False
    ) as web:
        unused = ticket_of(web)
        assert browser.get("/docs/open", params={"ticket": ticket_of(web)}).status_code == 200
    owner.delete(f"/api/v1/keys/{issued['key']['id']}").raise_for_status()
    assert browser.get("/docs").status_code == 401
    assert browser.get("/docs/open", params={"ticket": unused}).status_code == 401


def test_the_page_needs_nothing_but_itself(owner: httpx.Client) -> None:
    response = owner.get("/docs")
    page = Reader(response.text)
    assert page.loads == []
    assert not {"script", "iframe", "object", "embed", "link", "base", "form", "img"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    style = re.search(r"<style>(.*?)</style>", response.text, re.DOTALL)
    assert style is not None and "url(" not in style[1] and "@import" not in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert response.headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "prefers-color-scheme: dark" in style[1] and ":focus-visible" in style[1]


def test_the_page_shows_both_contracts(owner: httpx.Client) -> None:
    page = Reader(owner.get("/docs").text)
    openapi, asyncapi = DOCUMENTS["openapi"], DOCUMENTS["asyncapi"]
    wanted = set[str]()
    for path, item in openapi["paths"].items():
        for operation in item.values():
            assert f"operation-{operation['operationId']}" in page.ids
            wanted |= {path, operation["summary"]} | {p["name"] for p in operation.get("parameters", ())}
            wanted |= {response["description"].replace("`", "") for response in operation["responses"].values()}
    for name, schema in openapi["components"]["schemas"].items():
        assert f"openapi-schema-{name}" in page.ids
        wanted |= set(schema.get("properties", {}))
    wanted |= set(openapi["components"]["schemas"]["ProblemCode"]["enum"])
    for name in asyncapi["components"]["schemas"]:
        assert f"asyncapi-schema-{name}" in page.ids
    for channel in asyncapi["channels"].values():
        wanted |= {channel["address"], *channel["x-close-codes"]}
        wanted |= {meaning["name"] for meaning in channel["x-close-codes"].values()}
    wanted |= {message["name"] for message in asyncapi["components"]["messages"].values()}
    assert {text for text in wanted if text not in page.text} == set()


def test_text_of_a_contract_is_text() -> None:
    """No description, name, example or limit can become markup."""
    bad = "<script>alert(1)</script>`<b>`\n\n</style>&quot;\"'"
    schema = {"type": "string", "description": bad, "enum": [bad], "pattern": bad, "default": bad}
    media = {"schema": schema, "example": bad}
    response = {"description": bad, "headers": {bad: {"schema": schema}}, "content": {bad: media}}
    operation = {
        "operationId": "a",
        "tags": ["t"],
        "summary": bad,
        "description": bad,
        "security": [{bad: []}],
        "parameters": [{"name": bad, "in": "query", "schema": {"properties": {bad: schema}}}],
        "requestBody": {"content": {bad: media}},
        "responses": {"200": response, "400": response},
    }
    info = {"title": bad, "version": bad, "summary": bad, "description": bad}
    documents: dict[str, dict[str, object]] = {
        "openapi": {
            "info": info,
            "tags": [{"name": "t", "description": bad}],
            "paths": {"/" + bad: {"get": operation}},
            "components": {"securitySchemes": {"s": {"description": bad}}, "schemas": {"S": schema}},
        },
        "asyncapi": {
            "info": info,
            "channels": {
                "c": {
                    "address": bad,
                    "title": bad,
                    "x-close-codes": {bad: {"name": bad, "reconnect": True, "description": bad}},
                }
            },
            "operations": {"o": {"action": "send", "title": bad, "channel": {"$ref": "#/channels/c"}}},
            "components": {
                "messages": {"m": {"name": bad, "summary": bad, "payload": schema}},
                "schemas": {"S": schema},
            },
        },
    }
    page = Reader(render_page(documents).html)
    assert not {"script", "b"} & set(page.tags)
    assert page.tags.count("style") == 1
    assert page.loads == []
