"""keys: what its handlers implement."""

from __future__ import annotations

from typing import Protocol

from generated.models import ApiKey, ClientClass, Cursor, IssuedKey, KeyCreate, KeyId, KeyPage

from codegen.runtime.call import Answer, Call
from codegen.runtime.endpoint import OperationTypes
from codegen.runtime.model import MISSING


class KeysHandlers(Protocol):
    async def list_keys(
        self,
        call: Call,
        *,
        client_class: ClientClass | MISSING = MISSING,
        limit: int = 20,
        cursor: Cursor | MISSING = MISSING,
    ) -> KeyPage:
        """List the keys

        Every key that there ever was, oldest first, a page at a time. Secrets are not listed, as the server does
        not know them. Needs a key of class `cli`.
        """
        ...

    async def create_key(self, call: Call, *, body: KeyCreate) -> Answer[IssuedKey]:
        """Create a key

        The response holds the secret, once. 409 `key_limit` where 100 keys are valid already. Needs a key of class
        `cli`.
        """
        ...

    async def get_key(self, call: Call, *, key_id: KeyId) -> ApiKey:
        """Read a key

        One key, valid or revoked, without its secret. Needs a key of class `cli`.
        """
        ...

    async def revoke_key(self, call: Call, *, key_id: KeyId, force: bool = False) -> ApiKey:
        """Revoke a key

        The key is refused from now on; its sockets close with 4501 and its event streams end within a second. It
        stays in the list. The key that makes this request, and the one in the data folder's key file, are revoked
        only with `force=true` (else 409 `key_in_use`): without them nobody may be able to call the server until it
        is restarted, which writes a new key file. Revoking a revoked key changes nothing. Needs a key of class
        `cli`.
        """
        ...

    async def rotate_key(self, call: Call, *, key_id: KeyId) -> IssuedKey:
        """Replace a key's secret

        The response holds the new secret, once. The former secret is refused from now on, without a grace period;
        its sockets close with 4501 and its event streams end within a second. Id, class, label and sessions stay.
        Where it is the key of the data folder's key file, the file is rewritten. 409 `key_revoked` for a revoked
        key. Needs a key of class `cli`.
        """
        ...


TYPES: dict[str, OperationTypes] = {
    "listKeys": OperationTypes(
        parameters={
            "client_class": ClientClass,
            "limit": int,
            "cursor": Cursor,
        },
        body={},
        results={
            "200 application/json": KeyPage,
        },
    ),
    "createKey": OperationTypes(
        parameters={},
        body={
            "application/json": KeyCreate,
        },
        results={
            "201 application/json": IssuedKey,
        },
    ),
    "getKey": OperationTypes(
        parameters={
            "key_id": KeyId,
        },
        body={},
        results={
            "200 application/json": ApiKey,
        },
    ),
    "revokeKey": OperationTypes(
        parameters={
            "key_id": KeyId,
            "force": bool,
        },
        body={},
        results={
            "200 application/json": ApiKey,
        },
    ),
    "rotateKey": OperationTypes(
        parameters={
            "key_id": KeyId,
        },
        body={},
        results={
            "200 application/json": IssuedKey,
        },
    ),
}
