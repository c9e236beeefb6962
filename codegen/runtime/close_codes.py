"""Close codes by name. It imports nothing, so that the toolchain can read it where no server is installed."""

from __future__ import annotations

from collections.abc import Mapping

CLOSE_CODES: Mapping[str, int] = {
    "normal": 1000,
    "going_away": 1001,
    "contract_violation": 1007,
    "policy_violation": 1008,
    "slow_consumer": 1008,
    "too_big": 1009,
    "internal_error": 1011,
    "restart": 1012,
    "try_again_later": 1013,
}
"""What the runtime itself closes with, and handlers may, by name (RFC 6455, section 7.4); a contract overrules them."""
