"""Settings: what the environment may say, and the line a person gets for a bad value."""

from pathlib import Path

import pytest

from clients.cli import api, variables
from handlers.settings import PREFIX, Settings, SettingsError, default_data_dir, is_loopback, load_settings


def test_defaults_stand_without_any_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings()
    assert settings.url == "http://127.0.0.1:8765"
    assert settings.allowed_roots == (Path.home(), tmp_path)
    assert settings.rates == {"ios": 5, "web": 10, "cli": 20}
    assert settings.graph_auth is None


def test_variables_and_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEANVIBE_PORT", "9000")
    monkeypatch.setenv("LEANVIBE_ALLOWED_ROOTS", "/srv/code:~/work:/srv/code")
    monkeypatch.setenv("LEANVIBE_ALLOWED_ORIGINS", "http://localhost:5173, https://example.test")
    monkeypatch.setenv("LEANVIBE_GRAPH_URL", "neo4j://localhost:7687")
    monkeypatch.setenv("LEANVIBE_GRAPH_PASSWORD", "hush")
    monkeypatch.setenv("LEANVIBE_MODEL", "")
    settings = load_settings(port=9001, host=None)
    assert settings.url == "http://127.0.0.1:9001"
    assert settings.allowed_roots == (Path("/srv/code"), Path.home() / "work")
    assert settings.allowed_origins == ("http://localhost:5173", "https://example.test")
    assert settings.graph_auth == ("neo4j", "hush")
    assert settings.model is None
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("PORT", "abc", "LEANVIBE_PORT: Input should be a valid integer.*'abc'"),
        ("PORT", "70000", "LEANVIBE_PORT: .*less than or equal to 65535"),
        ("HOST", "0.0.0.0", "host 0.0.0.0 would open the server to the network without TLS"),
        ("HOST", "example.test", "without TLS"),
        ("ALLOWED_ORIGINS", "http://localhost:5173/", "LEANVIBE_ALLOWED_ORIGINS: .* is no origin; write it like"),
        ("ALLOWED_ORIGINS", "*", "is no origin"),
        ("GRAPH_URL", "http://localhost:7474", "LEANVIBE_GRAPH_URL: write it like neo4j://"),
        ("LOG_LEVEL", "loud", "LEANVIBE_LOG_LEVEL: .*'debug', 'info'"),
        ("TLS_KEY", "/nowhere/key.pem", "set both, or neither"),
    ],
)
def test_a_bad_value_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str) -> None:
    monkeypatch.setenv(f"LEANVIBE_{variable}", value)
    with pytest.raises(SettingsError, match=told):
        load_settings()


def test_every_bad_value_gets_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEANVIBE_PORT", "abc")
    monkeypatch.setenv("LEANVIBE_MAX_BODY", "1")
    with pytest.raises(SettingsError) as caught:
        load_settings(rate_web=-1, colour="red")
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "LEANVIBE_PORT", "LEANVIBE_MAX_BODY", "rate_web", "colour",
    ]  # fmt: skip


def test_the_network_is_allowed_with_tls(tmp_path: Path) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    certificate.touch()
    key.touch()
    assert load_settings(host="0.0.0.0", tls_certificate=certificate, tls_key=key).url == "https://0.0.0.0:8765"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True), ("LocalHost", True), ("0.0.0.0", False),
     ("::", False), ("192.168.0.1", False), ("localhost.evil.com", False), ("", False)],
)  # fmt: skip
def test_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_the_command_line_knows_every_variable_and_the_data_folder() -> None:
    """It warns of misspelt ones, and cannot import the settings, which only the server loads."""
    names = {PREFIX + name.upper() for name in Settings.model_fields}
    assert set(variables.NAMES) - names == {"LEANVIBE_CACHE_DIR", "LEANVIBE_KEY", "LEANVIBE_URL"}
    assert names <= set(variables.NAMES)
    assert api.default_data_dir() == default_data_dir()
