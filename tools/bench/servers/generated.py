"""The server generated from contract.yaml into .cache/, again if it is stale, and its handlers."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from codegen import build
from codegen.config import of_documents
from codegen.runtime.call import Call
from codegen.runtime.json_text import loads
from codegen.runtime.model import MISSING
from tools.bench.servers.sample import TICKETS

CONTRACT = Path(__file__).with_name("contract.yaml")
FOLDER = Path(__file__).resolve().parents[3] / ".cache" / "bench"

build.generate(of_documents([CONTRACT], FOLDER / "tickets_sdk", ("python", "fastapi")))
sys.path.insert(0, str(FOLDER))
importlib.invalidate_caches()
sdk: Any = importlib.import_module("tickets_sdk.python")
tickets = [sdk.Ticket.model_validate(loads(text)) for text in TICKETS]


class Tickets:
    async def echo_ticket(self, call: Call, *, body: Any) -> Any:
        return body

    async def list_tickets(
        self, call: Call, *, project_id: int, limit: int = 20, urgent: bool = False, label: Any = MISSING
    ) -> Any:
        return sdk.Page(project_id=project_id, limit=limit, urgent=urgent, label=label, tickets=tickets[:limit])


app = importlib.import_module("tickets_sdk.fastapi").create_app(tickets_handlers=Tickets())
