"""The fixture contract torture: what comes goes back; parameters come back as JSON."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter

from codegen.runtime.call import Answer, ApiError, Call
from codegen.runtime.model import MISSING, DateTime, decode, encode


class Echo:
    def __init__(self, models: Any) -> None:
        self._models = models

    async def echo_enums(self, call: Call, *, body: Any) -> Any:
        return body

    async def echo_hostile(self, call: Call, *, body: Any) -> Any:
        return body

    async def echo_names(self, call: Call, *, body: Any) -> Any:
        return body

    async def echo_nullable(self, call: Call, *, body: Any) -> Any:
        return body

    async def echo_objects(self, call: Call, *, body: Any) -> Any:
        return body

    async def echo_recursion(self, call: Call, *, body: Any) -> Any:
        return body

    async def echo_scalars(self, call: Call, *, body: Any) -> Any:
        return body

    async def echo_unions(self, call: Call, *, body: Any) -> Any:
        return body

    async def create_inline(self, call: Call, *, body: Any) -> Any:
        return self._models.CreateInlineResponse(ok=True)

    async def echo_views(self, call: Call, *, body: Any) -> Any:
        written = encode(TypeAdapter(self._models.AccountWrite), body)
        return decode(TypeAdapter(self._models.Account), _read_view(written))


def _read_view(account: dict[str, Any]) -> dict[str, Any]:
    """What a client reads of what it wrote: without the password, with what the server adds."""
    found = {name: value for name, value in account.items() if name != "password"}
    found |= {"id": str(uuid.uuid4()), "profile": account["profile"] | {"createdAt": datetime.now(UTC).isoformat()}}
    return found | ({"friends": [_read_view(friend) for friend in account["friends"]]} if "friends" in account else {})


class Parameters:
    async def get_every_parameter(self, call: Call, **given: Any) -> Answer[Any]:
        found = {name: _json(value) for name, value in given.items()}
        return Answer(found, {"X-Count": str(len(found)), "X-Names": ",".join(sorted(found))})


def _json(value: Any) -> Any:
    if isinstance(value, DateTime):
        return value.text
    return value.model_dump(mode="json", by_alias=True) if hasattr(value, "model_dump") else value


class HostileTag:
    def __init__(self, models: Any) -> None:
        self._models = models

    async def list_x_y(self, call: Call, *, p: str, q_x: str = '*/ """ ${x} \\(y) \\') -> Any:
        return None if p == "nothing" else Answer(None, status=204)


class Default:
    async def delete_no_id_id(self, call: Call, *, id: int) -> None:
        if id < 0:
            raise ApiError(404, "there is nothing below zero")


def handlers(models: Any) -> dict[str, Any]:
    return {
        "echo_handlers": Echo(models),
        "parameters_handlers": Parameters(),
        "hostile_tag_handlers": HostileTag(models),
        "default_handlers": Default(),
    }


__all__ = ["MISSING", "handlers"]
