"""The contract on Litestar: msgspec structs with the same bounds. What is sent is encoded, not checked."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Litestar, Request, Response, get, post
from litestar.exceptions import ValidationException
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import UNSET, Meta, Struct, UnsetType

from tools.bench.servers.sample import TICKETS

Label = Annotated[str, Meta(min_length=1, max_length=20)]
Positive = Annotated[int, Meta(ge=1)]
Limit = Annotated[int, Meta(ge=1, le=100)]


class Ticket(Struct, rename="camel"):
    id: UUID
    title: Annotated[str, Meta(min_length=1, max_length=80)]
    priority: Annotated[int, Meta(ge=1, le=5)]
    urgent: bool
    labels: Annotated[list[Label], Meta(max_length=8)]
    estimate: Annotated[float, Meta(gt=0, le=1000)]
    created_at: Annotated[datetime, Meta(tz=True)]


class Page(Struct, rename="camel"):
    project_id: Positive
    limit: Limit
    urgent: bool
    tickets: Annotated[list[Ticket], Meta(max_length=100)]
    label: Label | UnsetType = UNSET


tickets = [msgspec.json.decode(text, type=Ticket) for text in TICKETS]


@post("/tickets", status_code=200)
async def echo_ticket(data: JSONBody[Ticket]) -> Ticket:
    return data


@get("/projects/{project_id:int}/tickets")
async def list_tickets(
    project_id: Annotated[int, PathParameter(ge=1)],
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    urgent: Annotated[bool, QueryParameter()] = False,
    label: Annotated[str | None, QueryParameter(min_length=1, max_length=20)] = None,
) -> Page:
    return Page(project_id, limit, urgent, tickets[:limit], UNSET if label is None else label)


def invalid(request: Request[Any, Any, Any], error: ValidationException) -> Response[dict[str, str]]:
    return Response({"detail": error.detail}, status_code=422)


app = Litestar([echo_ticket, list_tickets], exception_handlers={ValidationException: invalid}, openapi_config=None)
