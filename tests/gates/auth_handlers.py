"""The fixture contract auth: each operation tells by which scheme it knows the caller."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from codegen.runtime.call import Call, Principal

TOKENS = {"reader": {"secrets.read"}, "writer": {"secrets.read", "secrets.write"}}
KEYS = {"key-of-anna": "anna"}


async def authenticate(scheme: str, credential: str, scopes: Sequence[str]) -> Principal | None:
    if scheme == "basic":
        try:
            name, _, password = base64.b64decode(credential, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        return Principal(name, {"scheme": scheme}) if password == "sesame" else None
    if scheme in ("bearer", "oauth"):
        granted = TOKENS.get(credential)
        return Principal(credential, {"scheme": scheme}) if granted is not None and set(scopes) <= granted else None
    return Principal(KEYS[credential], {"scheme": scheme}) if credential in KEYS else None


class Secrets:
    def __init__(self, models: Any) -> None:
        self._models = models

    def _caller(self, call: Call, scheme: str) -> Any:
        if call.principal is None:
            return self._models.Caller(scheme="none")
        return self._models.Caller(scheme=scheme, name=call.principal.id)

    async def get_public(self, call: Call) -> Any:
        return self._caller(call, "none")

    async def get_bearer(self, call: Call) -> Any:
        return self._caller(call, "bearer")

    async def get_by_header(self, call: Call) -> Any:
        return self._caller(call, "headerKey")

    async def get_by_query(self, call: Call) -> Any:
        return self._caller(call, "queryKey")

    async def get_by_cookie(self, call: Call) -> Any:
        return self._caller(call, "cookieKey")

    async def get_by_basic(self, call: Call) -> Any:
        return self._caller(call, "basic")

    async def get_by_oauth(self, call: Call) -> Any:
        return self._caller(call, "oauth")

    async def create_by_oauth(self, call: Call, *, body: Any) -> Any:
        return self._caller(call, "oauth")

    async def get_by_both(self, call: Call) -> Any:
        return self._caller(call, "both")

    async def get_by_either(self, call: Call) -> Any:
        assert call.principal is not None
        return self._caller(call, call.principal.claims["scheme"])

    async def get_optionally(self, call: Call) -> Any:
        return self._caller(call, "bearer")


def handlers(models: Any) -> dict[str, Any]:
    return {"secrets_handlers": Secrets(models), "authenticate": authenticate}
