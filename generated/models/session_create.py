"""SessionCreate"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model


class SessionCreate(Model):
    """What a new session may be told. At most 10 sessions a client; the next is refused (409 `session_limit`)."""

    project_id: str | MISSING = Field(default=MISSING, alias="projectId")
    title: str | MISSING = MISSING
