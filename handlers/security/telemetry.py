"""Switches off what libraries send on their own, by the environment variables that they read when they are imported.

`handlers/__init__.py` calls `switch_off` before any module of this package can import a library, and child processes
inherit the variables. Only `handlers` imports these libraries; `tests/security/test_t13_egress.py` checks both.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

SWITCHES: Mapping[str, str] = {
    # onnxruntime >= 1.29 (a dependency of Chroma) looks up and contacts its maker's collector two seconds after the
    # first session starts, and keeps a device id and an event store in ~/.cache. `disable_telemetry_events()` comes
    # too late to prevent it.
    "ORT_DISABLE_TELEMETRY": "1",
    # huggingface_hub and transformers: no request at all, so no check for a newer file either.
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_XET_TELEMETRY_ENABLED": "false",
    "ANONYMIZED_TELEMETRY": "False",  # Chroma
    "OTEL_SDK_DISABLED": "true",  # OpenTelemetry, which Chroma and Pydantic AI bring along
    "DO_NOT_TRACK": "1",  # https://donottrack.sh, for what a later version of any library adds
}


def switch_off() -> None:
    """Sets every switch, also where the environment says otherwise: that nothing is sent is no option."""
    os.environ.update(SWITCHES)


def allow_downloads() -> None:
    """Lets Hugging Face's libraries fetch what the user asks for. Call it before their first import."""
    os.environ["HF_HUB_OFFLINE"] = "0"
