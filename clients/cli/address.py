"""The address of the server, checked before the key is sent there."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from terminal.arguments import UsageError


def server_address(environment: Mapping[str, str]) -> str:
    """LEANVIBE_URL, or this machine with LEANVIBE_PORT. Raises `UsageError`."""
    if url := environment.get("LEANVIBE_URL"):
        variable = "LEANVIBE_URL"
    else:
        variable, url = "LEANVIBE_PORT", f"http://127.0.0.1:{environment.get('LEANVIBE_PORT') or 8765}"
    if problem := _problem(url):
        raise UsageError(f"{variable} is not the address of a server: {problem}; write it like http://127.0.0.1:8765")
    return url


def _problem(url: str) -> str:
    """Does not repeat the address, which may contain a password."""
    if not (url.isascii() and url.isprintable()) or " " in url:
        return "it has characters that no address has"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return str(error)
    if parts.scheme not in ("http", "https"):
        return "it does not begin with http:// or https://"
    if parts.username is not None or parts.password is not None:
        return "it has a user name or password, which the server does not read"
    if not parts.hostname:
        return "it names no host"
    if port == 0:
        return "no server listens on port 0"
    if parts.query or parts.fragment:  # a path may be there: that of a proxy
        return "it has a query or a fragment"
    return ""
