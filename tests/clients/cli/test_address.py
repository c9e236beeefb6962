"""Which addresses of a server the commands accept, and what they print about others."""

from __future__ import annotations

import pytest

from clients.cli.address import server_address
from clients.cli.main import main
from terminal.arguments import UsageError

ACCEPTED = {
    (): "http://127.0.0.1:8765",
    (("LEANVIBE_PORT", "9000"),): "http://127.0.0.1:9000",
    (("LEANVIBE_URL", ""), ("LEANVIBE_PORT", "")): "http://127.0.0.1:8765",
    (("LEANVIBE_URL", "https://[::1]:8765/"), ("LEANVIBE_PORT", "9")): "https://[::1]:8765/",
    (("LEANVIBE_URL", "HTTP://localhost"),): "HTTP://localhost",
    (("LEANVIBE_URL", "https://tools.example.com/leanvibe"),): "https://tools.example.com/leanvibe",
}
REFUSED = {
    "http://user:pa55@127.0.0.1:8765": "user name or password",
    "http://pa55@127.0.0.1:8765": "user name or password",
    "127.0.0.1:8765": "does not begin",
    "localhost:8765": "does not begin",
    "file:///etc/passwd": "does not begin",
    "ftp://127.0.0.1": "does not begin",
    "http://": "names no host",
    "http:///path": "names no host",
    "http://127.0.0.1:99999": "out of range",
    "http://127.0.0.1:-1": "",
    "http://127.0.0.1:pa55": "",
    "http://127.0.0.1:0": "port 0",
    "http://[::1": "",
    "http://127.0.0.1:8765/x?y": "query",
    "http://127.0.0.1:8765#z": "fragment",
    "http://127.0.0.1:8765 ": "characters",
    "http://127.0.0.1\n:8765": "characters",
    "http://\x1b[31m": "characters",
    "http://l\u00f6calhost": "characters",
}


@pytest.mark.parametrize("variables", ACCEPTED)
def test_accepted(variables: tuple[tuple[str, str], ...]) -> None:
    assert server_address(dict(variables)) == ACCEPTED[variables]


@pytest.mark.parametrize("url", REFUSED)
def test_refused_with_the_variable_and_without_a_password(url: str) -> None:
    with pytest.raises(UsageError, match=rf"^LEANVIBE_URL is not the address of a server: .*{REFUSED[url]}") as error:
        server_address({"LEANVIBE_URL": url})
    assert "user:pa55" not in str(error.value) and "pa55@" not in str(error.value)


@pytest.mark.parametrize("port", ["x", "-1", "65536", "1 ", "0", "80/x?y", "@example.com"])
def test_a_port_that_is_none(port: str) -> None:
    with pytest.raises(UsageError, match=r"^LEANVIBE_PORT is not"):
        server_address({"LEANVIBE_PORT": port})


@pytest.mark.parametrize(
    ("variable", "value"), [("LEANVIBE_URL", "foo"), ("LEANVIBE_PORT", "99999"), ("LEANVIBE_KEY", "a\nb")]
)
def test_a_wrong_variable_is_a_wrong_configuration(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str, value: str
) -> None:
    monkeypatch.delenv("LEANVIBE_URL", raising=False)
    monkeypatch.setenv("LEANVIBE_KEY", "lv_test")
    monkeypatch.setenv(variable, value)
    assert main(["status"]) == 2
    out, err = capsys.readouterr()
    assert (out, f"error: {variable} " in err) == ("", True), err
