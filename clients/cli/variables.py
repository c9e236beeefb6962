"""Names of the environment variables of the assistant, so that a misspelt one is reported by every command.

The server's names are those of `handlers.settings.Settings`, which only the server imports; a test compares them.
"""

from __future__ import annotations

PREFIX = "LEANVIBE_"

_CLIENT = ("URL", "KEY")
_MODELS = ("CACHE_DIR",)
_SERVER = (
    "ALLOWED_HOSTS",
    "ALLOWED_ORIGINS",
    "ALLOWED_ROOTS",
    "ANSWER_TOKENS",
    "BODY_TIMEOUT",
    "CHECK_ANSWERS",
    "CONTEXT_TOKENS",
    "DATA_DIR",
    "EMBEDDER",
    "GRAPH_PASSWORD",
    "GRAPH_URL",
    "GRAPH_USER",
    "CONNECTIONS",
    "IDLE_TIMEOUT",
    "KEYLESS_CONNECTIONS",
    "WRITE_TIMEOUT",
    "HEAD_TIMEOUT",
    "HOST",
    "LOG_FORMAT",
    "LOG_LEVEL",
    "MAX_BODY",
    "MAX_DEPTH",
    "MODEL",
    "PORT",
    "RATE_CLI",
    "RATE_IOS",
    "RATE_WEB",
    "RETAINED_EVENTS",
    "RETAINED_HOURS",
    "SESSIONS_PER_CLIENT",
    "SESSION_IDLE_HOURS",
    "TLS_CERTIFICATE",
    "TLS_KEY",
)

NAMES = tuple(PREFIX + name for name in sorted(_CLIENT + _MODELS + _SERVER))
