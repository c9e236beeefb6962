"""ContractDocument"""

from __future__ import annotations

from typing import TypeAlias

from pydantic import JsonValue

ContractDocument: TypeAlias = dict[str, JsonValue]
"""An OpenAPI or AsyncAPI document, its references to other files resolved."""
