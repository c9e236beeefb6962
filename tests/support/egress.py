"""Which hosts a command and its children look up or contact: in a network namespace, or under strace.

A namespace shows packets, and nothing can leave it. Where namespaces are not allowed, strace shows system calls; its
`forbid_connect` makes each connection fail, for commands that are expected to try one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

from handlers.security.telemetry import SWITCHES
from tests.support.tools import ROOT

Method = Literal["namespace", "strace"]

_CALLS = "connect,sendto,sendmsg,sendmmsg"
_INTERNET = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"')
_RESOLVER = re.compile(r'sun_path="[^"]*(?:systemd/resolve|avahi)[^"]*"')
_LOOPBACK = re.compile(r"127\.|::1$|::ffff:127\.")
_QUIET = {"CI", "GITHUB_ACTIONS", "TF_BUILD", "DO_NOT_TRACK", "DISABLE_TELEMETRY", *SWITCHES}
"""Libraries send nothing where one of these is set, so an observation that inherits them proves nothing."""


@dataclass(frozen=True, slots=True)
class Observation:
    """`violations`: a line per name that was looked up and per address beyond loopback that was contacted."""

    status: int
    output: str
    violations: tuple[str, ...]


def require_method() -> Method:
    """The better of the two that works here; a skipped test where none does, or a failure with CI=true."""
    if available := methods():
        return available[0]
    message = (
        "neither network namespaces (unshare, iproute2) nor strace work here; on Debian: apt install iproute2 strace"
    )
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@cache
def methods() -> tuple[Method, ...]:
    attempts: dict[Method, list[str]] = {
        "namespace": [*_unshare(), "sh", "-c", "ip link set lo up && mount --bind /etc/hosts /etc/hosts"],
        "strace": ["strace", "-f", "-e", "trace=connect", "true"],
    }
    return tuple(method for method, command in attempts.items() if _works(command))


def observe(
    method: Method,
    command: Sequence[str],
    folder: Path,
    *,
    cwd: Path,
    environment: Mapping[str, str],
    forbid_connect: bool = False,
    timeout: float = 240,
) -> Observation:
    """Runs `command` to its end; `folder` gets the record."""
    record = folder / f"{method}.txt"
    if method == "namespace":
        wrapped = [*_unshare(), sys.executable, str(ROOT / "tests/support/sealed_network.py"), str(record), *command]
    else:
        fault = ["-e", "inject=connect,sendto,sendmsg,sendmmsg:error=ENETUNREACH"] if forbid_connect else []
        wrapped = ["strace", "-f", "-qq", "-o", str(record), "-e", f"trace={_CALLS}", *fault, *command]
    done = subprocess.run(
        wrapped,
        cwd=cwd,
        env=environment,
        timeout=timeout,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if not record.exists():
        raise AssertionError(f"the command could not be observed:\n{done.stdout}")
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines()
    return Observation(done.returncode, done.stdout, tuple(lines if method == "namespace" else _violations(lines)))


def clean_environment(home: Path) -> dict[str, str]:
    """The variables of a user who has set none: every folder that programs write to by default is below `home`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _QUIET
        and not name.startswith(("LEANVIBE_", "XDG_", "HF_"))
        and not name.lower().endswith("_proxy")  # a proxy on loopback would hide where its requests go
    }
    folders = {"HOME": home, "TMPDIR": home / "tmp", "XDG_RUNTIME_DIR": home / "run"}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    cache = os.environ.get("LEANVIBE_CACHE_DIR", str(Path.home() / ".cache" / "leanvibe"))
    own = {"LEANVIBE_CACHE_DIR": cache, "LEANVIBE_LOG_FORMAT": "json", "PYTHONPATH": str(ROOT)}
    return {**kept, **{name: str(folder) for name, folder in folders.items()}, **own}


def files_in(folder: Path) -> set[str]:
    """The paths below `folder`, without folders."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def _violations(calls: Sequence[str]) -> list[str]:
    """From strace's lines. A look-up is known by its port, since the name server may be on loopback."""
    seen: dict[str, None] = {}
    for call in calls:
        if resolver := _RESOLVER.search(call):
            seen.setdefault(f"look-up by {resolver[0]}")
        for port, address in _INTERNET.findall(call):
            if port == "53":
                seen.setdefault("look-up")
            elif not _LOOPBACK.match(address):
                seen.setdefault(f"{address} port {port}")
    return list(seen)


def _unshare() -> list[str]:
    own_user = [] if os.geteuid() == 0 else ["--map-root-user"]
    return ["unshare", *own_user, "--net", "--mount"]


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
