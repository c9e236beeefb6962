"""Tag `keys`: who may call the server."""

from __future__ import annotations

from datetime import datetime

from codegen.runtime.call import Answer, Call
from codegen.runtime.model import MISSING, DateTime
from generated import models
from handlers.api.absent import given
from handlers.api.caller import owner_of
from handlers.errors import Conflict, Forbidden
from handlers.security.key_records import KeyRecord
from handlers.security.keys import Keys


class KeysHandlers:
    """A call's principal has its class in the claim `clientClass`; only class cli manages keys.

    A web page or a phone is easier to take over than a terminal on this machine, and must not be able to give itself
    another key that outlives its own.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    async def list_keys(
        self,
        call: Call,
        *,
        client_class: models.ClientClass | MISSING = MISSING,
        limit: int = 20,
        cursor: models.Cursor | MISSING = MISSING,
    ) -> models.KeyPage:
        _manager(call)
        page = await self._keys.list(client_class=given(client_class), cursor=given(cursor), limit=limit)
        after = MISSING if page.next_cursor is None else page.next_cursor
        return models.KeyPage(items=[_api_key(record) for record in page.items], next_cursor=after)

    async def create_key(self, call: Call, *, body: models.KeyCreate) -> Answer[models.IssuedKey]:
        _manager(call)
        record, secret = await self._keys.create(body.client_class, given(body.label) or "")
        issued = models.IssuedKey(key=_api_key(record), secret=secret)
        return Answer(issued, {"Location": f"/api/v1/keys/{record.id}"})

    async def get_key(self, call: Call, *, key_id: models.KeyId) -> models.ApiKey:
        _manager(call)
        return _api_key(await self._keys.get(key_id))

    async def revoke_key(self, call: Call, *, key_id: models.KeyId, force: bool = False) -> models.ApiKey:
        caller, record = _manager(call), await self._keys.get(key_id)
        if not force and (record.in_file or key_id == caller):
            use = "made this request" if key_id == caller else "is in the key file of the data folder"
            raise Conflict(f"key {key_id} {use}: rotate it, or revoke it with force=true", code="key_in_use")
        return _api_key(await self._keys.revoke(key_id))

    async def rotate_key(self, call: Call, *, key_id: models.KeyId) -> models.IssuedKey:
        _manager(call)
        record, secret = await self._keys.rotate(key_id)
        return models.IssuedKey(key=_api_key(record), secret=secret)


def _manager(call: Call) -> str:
    """The caller's key. Raises `Unauthenticated` and `Forbidden`."""
    caller = owner_of(call)
    assert call.principal is not None
    client_class = call.principal.claims["clientClass"]
    if client_class != "cli":
        raise Forbidden(f"only keys of class cli manage keys, and key {caller} is of class {client_class}")
    return caller


def _api_key(record: KeyRecord) -> models.ApiKey:
    return models.ApiKey(
        id=record.id,
        client_class=record.client_class,
        label=record.label,
        created_at=DateTime.of(record.created_at),
        in_key_file=record.in_file,
        last_used_at=_time(record.used_at),
        revoked_at=_time(record.revoked_at),
        rotated_at=_time(record.rotated_at),
    )


def _time(moment: datetime | None) -> DateTime | MISSING:
    return MISSING if moment is None else DateTime.of(moment)
