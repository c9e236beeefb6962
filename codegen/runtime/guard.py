"""What a contract's `security` guards: refused where nothing enforces it, and the challenges of a 401."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from codegen.runtime.call import OPEN, Authenticate, Open

log = logging.getLogger("codegen.runtime")

SHOWN = 10  # operations that a message names


class UnguardedError(ValueError):
    """The contract declares security, and the application has no way to enforce it."""


def is_guarded(security: Sequence[Sequence[Mapping[str, Any]]]) -> bool:
    """Whether a caller without credentials is refused: no alternative of the contract is empty (`{}`)."""
    return bool(security) and all(security)


def check_guard(
    operations: Iterable[Mapping[str, Any]],
    channels: Iterable[Mapping[str, Any]],
    authenticate: Authenticate | Open | None,
) -> Authenticate | None:
    """The function that authenticates, if any. UnguardedError where there is none and something is guarded."""
    guarded = [f"{spec['method']} {spec['path']} ({spec['id']})" for spec in operations if is_guarded(spec["security"])]
    guarded += [f"channel {spec['path']} ({spec['key']})" for spec in channels if is_guarded(spec["security"])]
    if authenticate is not None and not isinstance(authenticate, Open):
        return authenticate
    if not guarded:
        return None
    named = ", ".join(guarded[:SHOWN]) + (f" and {len(guarded) - SHOWN} more" if len(guarded) > SHOWN else "")
    if authenticate is OPEN:
        log.warning("authenticate=OPEN: no credentials are asked for, although the contract guards %s", named)
        return None
    raise UnguardedError(
        f"the contract guards what nothing enforces: {named}. Pass create_app(authenticate=...) a function "
        "`async (scheme, credential, scopes) -> Principal | None`, or authenticate=OPEN to serve them to every caller"
    )


def challenges(security: Sequence[Sequence[Mapping[str, Any]]], schemes: Mapping[str, Mapping[str, str]]) -> str:
    """The value of WWW-Authenticate (RFC 9110, section 11.6.1): one challenge per scheme that can be used."""
    used = (schemes[use["scheme"]] for requirement in security for use in requirement if use["scheme"] in schemes)
    return ", ".join(dict.fromkeys(filter(None, map(_challenge, used)))) or "Bearer"


def _challenge(scheme: Mapping[str, str]) -> str:
    """API keys have no registered challenge: it names the place, as clients that do not know a challenge ignore it."""
    match scheme["kind"]:
        case "apiKey":
            return f'ApiKey in="{scheme["in"]}", name="{_quoted(scheme["name"])}"'
        case "mutualTLS":
            return ""  # nothing that a header could ask for
        case "http" if scheme.get("scheme") == "basic":
            return 'Basic realm="api", charset="UTF-8"'
        case "http" if (name := scheme.get("scheme") or "").isalnum():
            return name.capitalize()
    return "Bearer"


def _quoted(text: str) -> str:
    return "".join(sign for sign in text if " " <= sign <= "~" and sign not in '"\\')
