"""The security of an operation or a channel, as codegen.runtime reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from codegen.contract import Contract, SecurityUse


def security_table(contract: Contract, security: Sequence[Sequence[SecurityUse]]) -> list[list[dict[str, Any]]]:
    """Without alternatives that no caller can meet, as their scheme is not defined; where there are no others they
    stay, so that the operation is guarded."""
    possible = [r for r in security if all(use.scheme in contract.security_schemes for use in r)]
    return [[{"scheme": use.scheme, "scopes": list(use.scopes)} for use in r] for r in possible or security]
