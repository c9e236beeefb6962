"""T4, CORS: nobody's name is said back but that of a listed origin; never `*`, never credentials."""

from __future__ import annotations

import pytest

from tests.security.conftest import OPERATIONS, ORIGIN, Line
from tests.security.test_t2_origins import FOREIGN

ASKING = [("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Private-Network", "true")]


def allowed(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.startswith("access-control-")}


@pytest.mark.parametrize("origin", FOREIGN)
def test_nothing_is_allowed_to_others(line: Line, bearer: tuple[str, str], origin: str) -> None:
    header = ("Origin", origin.format(port=line.port))
    for one in OPERATIONS:
        for method, more in ((one.method, [bearer]), ("OPTIONS", ASKING)):
            answer = line.ask(method, one.target, [header, *more])
            assert (answer.status, allowed(answer.headers)) == (403, {}), (str(one), answer)
            assert "Origin" in answer.headers["vary"]


def test_a_listed_origin_is_allowed_by_name_and_without_credentials(line: Line) -> None:
    for one in OPERATIONS:
        answer = line.ask(one.method, one.target, [("Origin", ORIGIN)])
        found = allowed(answer.headers)
        assert found.pop("access-control-expose-headers")
        assert found == {"access-control-allow-origin": ORIGIN}
        assert "Origin" in answer.headers["vary"]
        preflight = line.ask("OPTIONS", one.target, [("Origin", ORIGIN), *ASKING])
        found = allowed(preflight.headers)
        assert (preflight.status, found["access-control-allow-origin"]) == (204, ORIGIN)
        assert one.method in found["access-control-allow-methods"]
        assert "authorization" in found["access-control-allow-headers"].lower()
        assert found["access-control-allow-private-network"] == "true"
        assert "access-control-allow-credentials" not in found
        assert "Origin" in preflight.headers["vary"]


def test_private_networks_only_where_asked_for(line: Line) -> None:
    answer = line.ask("OPTIONS", "/api/v1/sessions", [("Origin", ORIGIN), ASKING[0]])
    assert "access-control-allow-private-network" not in answer.headers


def test_every_answer_depends_on_the_origin_and_says_so(line: Line, bearer: tuple[str, str]) -> None:
    for one in OPERATIONS:
        answer = line.ask(one.method, one.target, [])
        assert "Origin" in answer.headers["vary"]
        assert allowed(answer.headers) == {}
        own = line.ask(one.method, one.target, [("Origin", f"http://127.0.0.1:{line.port}")])
        assert (own.status, allowed(own.headers)) == (answer.status, {})
