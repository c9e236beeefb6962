"""ApiKey"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .client_class import ClientClass
from .key_id import KeyId
from .key_label import KeyLabel


class ApiKey(Model):
    """What the server knows of a key. The secret is not part of it, as the server keeps only a hash."""

    id: KeyId
    client_class: ClientClass = Field(alias="clientClass")
    label: KeyLabel
    created_at: DateTime = Field(alias="createdAt")
    in_key_file: bool = Field(alias="inKeyFile")
    """Whether the file `key` in the data folder holds its secret."""
    last_used_at: DateTime | MISSING = Field(default=MISSING, alias="lastUsedAt")
    """When its secret was last accepted; absent if never. Up to a minute of it is lost when the server is killed."""
    revoked_at: DateTime | MISSING = Field(default=MISSING, alias="revokedAt")
    """When it was revoked; absent while it is valid."""
    rotated_at: DateTime | MISSING = Field(default=MISSING, alias="rotatedAt")
    """When its secret was last replaced; absent if never."""
