"""Whose key a call showed."""

from __future__ import annotations

from codegen.runtime.call import Call
from handlers.errors import Unauthenticated


def owner_of(call: Call) -> str:
    """The id of the caller's key: who sessions belong to. Raises `Unauthenticated`."""
    if call.principal is None:
        raise Unauthenticated("this needs a key")
    return call.principal.id
