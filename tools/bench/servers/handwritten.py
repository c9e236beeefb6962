"""The contract as people write it by hand: FastAPI, Pydantic with the same bounds, `response_model` for answers."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import FastAPI, Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, Strict, StrictBool
from pydantic.alias_generators import to_camel

from tools.bench.servers.sample import TICKETS

Label = Annotated[str, Field(min_length=1, max_length=20)]


class Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="allow")


class Ticket(Wire):
    id: UUID
    title: Annotated[str, Field(min_length=1, max_length=80)]
    priority: Annotated[int, Strict(), Field(ge=1, le=5)]
    urgent: StrictBool
    labels: Annotated[list[Label], Field(max_length=8)]
    estimate: Annotated[float, Strict(), Field(gt=0, le=1000)]
    created_at: AwareDatetime


class Page(Wire):
    project_id: Annotated[int, Strict(), Field(ge=1)]
    limit: Annotated[int, Strict(), Field(ge=1, le=100)]
    urgent: StrictBool
    label: Label | None = None
    tickets: Annotated[list[Ticket], Field(max_length=100)]


app = FastAPI()
tickets = [Ticket.model_validate_json(text) for text in TICKETS]


@app.post("/tickets", response_model=Ticket)
async def echo_ticket(ticket: Ticket) -> Ticket:
    return ticket


@app.get("/projects/{project_id}/tickets", response_model=Page, response_model_exclude_unset=True)
async def list_tickets(
    project_id: Annotated[int, Path(ge=1)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    urgent: bool = False,
    label: Annotated[str | None, Query(min_length=1, max_length=20)] = None,
) -> Page:
    labels = {} if label is None else {"label": label}
    return Page(project_id=project_id, limit=limit, urgent=urgent, tickets=tickets[:limit], **labels)
