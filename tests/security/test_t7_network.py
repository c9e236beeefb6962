"""T7, open to the network: only loopback listens, and every other address wants TLS before anything starts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from handlers.settings import SettingsError, load_settings
from tests.server.conftest import Server, environment

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
    own = {str(link.readlink()) for link in Path(f"/proc/{server.process.pid}/fd").iterdir() if link.is_symlink()}
    listening = []
    for name in ("tcp", "tcp6"):
        for row in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            fields = row.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                listening.append(fields[1].partition(":")[0])
    assert listening == ["0100007F"]  # 127.0.0.1, and nothing else
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", server.url)
