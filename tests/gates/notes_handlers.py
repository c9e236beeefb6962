"""The fixture contract notes, in memory."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from codegen.runtime.call import Answer, ApiError, Call
from codegen.runtime.model import MISSING, DateTime


class Notes:
    def __init__(self, models: Any) -> None:
        self._models = models
        self._notes: dict[int, Any] = {}

    async def list_notes(self, call: Call, *, limit: int = 20, cursor: Any = MISSING, tags: Any = MISSING) -> Any:
        after = 0 if cursor is MISSING else int(cursor)
        wanted = set() if tags is MISSING else set(tags)
        found = [note for number, note in self._notes.items() if number > after and wanted <= set(note.tags)]
        page = found[:limit]
        more = {"next_cursor": str(page[-1].id)} if len(found) > limit else {}
        return self._models.NotePage(items=page, **more)

    async def create_note(self, call: Call, *, body: Any) -> Answer[Any]:
        number = len(self._notes) + 1
        self._notes[number] = self._models.Note(
            id=number,
            text=body.text,
            created_at=DateTime.of(datetime.now(UTC)),
            tags=[] if body.tags is MISSING else body.tags,
            colour=None if body.colour is MISSING else body.colour,
            remind_at=body.remind_at,
        )
        return Answer(self._notes[number], {"Location": f"/notes/{number}"})

    async def get_note(self, call: Call, *, note_id: int) -> Any:
        if note_id not in self._notes:
            raise ApiError(404, f"there is no note {note_id}")
        return self._notes[note_id]


def handlers(models: Any) -> dict[str, Any]:
    return {"notes_handlers": Notes(models)}
