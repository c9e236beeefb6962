"""The fixture contract events: uploads in memory, streams that end."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

from codegen.runtime.call import Answer, ApiError, Call
from codegen.runtime.model import MISSING


class Uploads:
    def __init__(self, models: Any) -> None:
        self._models = models
        self._uploads: dict[str, Any] = {}
        self._content: dict[str, bytes] = {}

    async def create_upload(self, call: Call, *, body: Any) -> Any:
        identity = str(uuid.uuid4())
        self._content[identity] = body.file
        self._uploads[identity] = self._models.Upload(id=identity, size=len(body.file), metadata=body.metadata)
        return self._uploads[identity]

    async def download_content(self, call: Call, *, upload_id: str, range: Any = MISSING) -> Any:
        content = self._content_of(upload_id)
        if range is MISSING:
            name = {"Content-Disposition": f'attachment; filename="{upload_id}"'}
            return Answer(content, name, content_type="image/png" if call.wants == "image/*" else "")
        first, _, last = range.removeprefix("bytes=").partition("-")
        end = int(last) + 1 if last else len(content)
        if int(first) >= min(end, len(content)):
            return Answer(content, status=200)  # what can't be satisfied may be ignored (RFC 9110, 14.2)
        return Answer(content[int(first) : end], status=206)

    async def replace_content(self, call: Call, *, upload_id: str, body: bytes | str) -> None:
        self._content_of(upload_id)
        self._content[upload_id] = body.encode() if isinstance(body, str) else body

    async def search_uploads(self, call: Call, *, body: Any) -> Any:
        least = 0 if body.filter is MISSING or body.filter.minimum_size is MISSING else body.filter.minimum_size
        found = [u for u in self._uploads.values() if u.size >= least and body.text in u.metadata.author][:100]
        return "\n".join(upload.id for upload in found) if call.wants == "text/csv" else found

    def _content_of(self, upload_id: str) -> bytes:
        if upload_id not in self._content:
            raise ApiError(404, "there is no such upload")
        return self._content[upload_id]


class Streams:
    def __init__(self, models: Any) -> None:
        self._models = models

    async def stream_progress_events(
        self, call: Call, *, last_event_id: Any = MISSING, count: int = 3
    ) -> AsyncIterator[tuple[str, Any]]:
        first = 0 if last_event_id is MISSING else int(last_event_id) + 1
        for done in range(first, min(count, 100)):
            yield str(done), self._models.ProgressEvent(done=done, total=count)

    async def answer(self, call: Call, *, body: Any) -> Any:
        return self._models.Answer(text=body.text[::-1])

    async def answer_events(self, call: Call, *, body: Any) -> AsyncIterator[Any]:
        text = body.text[::-1]
        for sign in text[:10]:
            yield self._models.AnswerDelta(text=sign)
        yield self._models.AnswerDone(answer=self._models.Answer(text=text))


def handlers(models: Any) -> dict[str, Any]:
    return {"uploads_handlers": Uploads(models), "streams_handlers": Streams(models)}
