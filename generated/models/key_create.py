"""KeyCreate"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .client_class import ClientClass
from .key_label import KeyLabel


class KeyCreate(Model):
    """A new key."""

    client_class: ClientClass = Field(alias="clientClass")
    label: KeyLabel | MISSING = MISSING
