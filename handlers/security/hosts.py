"""Which Host and Origin a request may name: what stops DNS rebinding and web pages of other sites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Refusal = Literal["path", "host", "origin", "site", "form", "key"]
Header = tuple[bytes, bytes]

# What a page of another site may send without asking first (https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
SIMPLE_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})

# A name, an IPv4 address or a bracketed IPv6 address, then perhaps a port (RFC 9110, section 7.2).
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::([0-9]{1,5}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """The allow-list. `hosts` are names without a port, `origins` are `scheme://host[:port]` besides our own."""

    hosts: frozenset[str] = field(default=frozenset({"localhost", "127.0.0.1", "[::1]"}))
    origins: frozenset[str] = frozenset()

    @classmethod
    def of(cls, hosts: Iterable[str], origins: Iterable[str]) -> AllowedHosts:
        return cls(frozenset(map(str.lower, hosts)), frozenset(map(str.lower, origins)))

    def host(self, value: str) -> bool:
        """Whether a `Host` header names this machine. Exact names only: no suffix, no trailing dot, no URI."""
        found = _AUTHORITY.fullmatch(value.lower())
        return found is not None and found[1] in self.hosts and (found[2] is None or 0 < int(found[2]) <= 65535)

    def origin(self, value: str, *, scheme: str, host: str) -> bool:
        """Whether a page of origin `value` may call: the server's own page, at `scheme://host`, or a listed one.

        `null` (a sandboxed frame, a local file) is never allowed; another port of this machine is another site.
        """
        value = value.lower()
        return value in self.origins or value == f"{scheme}://{host.lower()}"

    def refuses_http(self, method: str, path: str, headers: Sequence[Header], *, scheme: str) -> Refusal | None:
        """Why a request is refused before anything else looks at it, or None."""
        if not path.startswith("/") and path != "*":  # an absolute URI as the target would outrank the Host header
            return "path"
        host = _only(headers, b"host")
        if host is None or not self.host(host):
            return "host"
        origins = _all(headers, b"origin")
        if origins:
            return None if len(origins) == 1 and self.origin(origins[0], scheme=scheme, host=host) else "origin"
        # A page's image or script tag sends no Origin, but every current browser says where it comes from.
        from_elsewhere = any(site not in {"same-origin", "none"} for site in _all(headers, b"sec-fetch-site"))
        followed_link = method in {"GET", "HEAD"} and _all(headers, b"sec-fetch-mode") == ["navigate"]
        return "site" if from_elsewhere and not followed_link else None

    @staticmethod
    def refuses_form(method: str, headers: Sequence[Header]) -> Refusal | None:
        """No operation that changes anything takes what a form can send, not even one that takes no body at all."""
        kinds = {value.partition(";")[0].strip().lower() for value in _all(headers, b"content-type")}
        return "form" if method in _UNSAFE and kinds & SIMPLE_TYPES else None

    def refuses_websocket(self, path: str, headers: Sequence[Header], *, scheme: str) -> Refusal | None:
        """The same for an upgrade, which no same-origin policy guards.

        Every browser sends an Origin with it, so without one the credential decides alone.
        """
        if not path.startswith("/"):
            return "path"
        host = _only(headers, b"host")
        if host is None or not self.host(host):
            return "host"
        origins = _all(headers, b"origin")
        if not origins:
            return None
        page_scheme = {"ws": "http", "wss": "https"}.get(scheme, scheme)
        return None if len(origins) == 1 and self.origin(origins[0], scheme=page_scheme, host=host) else "origin"


def _all(headers: Sequence[Header], name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def _only(headers: Sequence[Header], name: bytes) -> str | None:
    values = _all(headers, name)
    return values[0] if len(values) == 1 else None
