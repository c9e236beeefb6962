"""T5, nothing without a key: both contracts walked; what is public is public in the contract, and is this list."""

from __future__ import annotations

import pytest

from generated.server import plan
from tests.security.conftest import CHANNELS, OPERATIONS, ORIGIN, PUBLIC, Line

WRONG = [
    [],
    [("Authorization", "")],
    [("Authorization", "Bearer")],
    [("Authorization", "Bearer ")],
    [("Authorization", "Bearer wrong")],
    [("Authorization", f"Bearer lv_{'0' * 12}_{'A' * 43}")],
    [("Authorization", "Basic YTpi")],
    [("Cookie", "key={key}")],
    [("X-Api-Key", "{key}")],
    [("Authorization", "{key}")],
    [("Authorization", "Token {key}")],
    [("Authorization", "Bearer {key}x")],
    [("Authorization", "Bearer {key}"), ("Authorization", "Bearer wrong")],
]


def test_the_contract_itself_names_what_is_public() -> None:
    document = plan().documents["openapi"]
    assert document["security"] == [{"bearerKey": []}]
    assert {one.id for one in OPERATIONS if one.declared.get("security") == []} == PUBLIC
    own = {
        one.id: one.declared["security"] for one in OPERATIONS if "security" in one.declared and one.id not in PUBLIC
    }
    assert own == {"getDocs": [{"bearerKey": []}, {"docsCookie": []}], "openDocs": [{"docsTicket": []}]}
    assert all(channel["security"] and all(channel["security"]) for channel in plan().channels)


@pytest.mark.parametrize("shown", WRONG, ids=str)
def test_without_a_valid_key_nothing_is_answered(
    line: Line, bearer: tuple[str, str], shown: list[tuple[str, str]]
) -> None:
    headers = [(name, value.format(key=bearer[1].removeprefix("Bearer "))) for name, value in shown]
    for one in OPERATIONS:
        answer = line.ask(one.method, one.target, headers)
        if one.id in PUBLIC:
            assert answer.status == 200, (str(one), answer)
        else:
            challenge = answer.headers.get("www-authenticate", "")
            assert (answer.status, challenge.split(" ")[0].strip(",") in ("Bearer", "ApiKey")) == (401, True), (
                str(one),
                answer,
            )
            assert b'"code":"unauthorized"' in answer.body
    for path in CHANNELS:
        assert line.upgrade(path, [("Origin", ORIGIN), *headers]).status == 401


def test_the_key_comes_before_everything_that_could_tell_something(line: Line) -> None:
    """Neither what exists nor what is valid can be asked without one."""
    for one in OPERATIONS:
        if one.id not in PUBLIC:
            for body in (b"", b"{", b"[]"):
                answer = line.ask(one.method, one.target, [("Content-Type", "application/json")], body)
                assert answer.status == 401, (str(one), answer)
