"""The server's log: one line an event on standard error, with the request's id and never a secret."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Literal

import structlog

from handlers.monitoring.repeated import KIND, OncePerSecond
from handlers.security.keys import KEY_PATTERN
from terminal.escape import escape_line, json_text
from terminal.output import uses_style

_SECRET_NAME = re.compile(r"authorization|cookie|password|secret|ticket|token$|^key$|api_?key", re.IGNORECASE)
_SECRET_VALUE = re.compile(rf"{KEY_PATTERN.pattern}|(?<=ticket[.=])[A-Za-z0-9_-]{{22,}}|(?<=[Bb]earer )\S+")
_HIDDEN = "[hidden]"


def configure(
    *, level: Literal["debug", "info", "warning", "error"] = "info", style: Literal["auto", "console", "json"] = "auto"
) -> None:
    """Sets up structlog, and the standard library's loggers with it, so that uvicorn's lines look and hide alike."""
    console = style == "console" or (style == "auto" and sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # Tracebacks become text here, so that what they quote is hidden too; locals are never shown.
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=uses_style(sys.stderr), exception_formatter=structlog.dev.plain_traceback)
        if console
        else structlog.processors.JSONRenderer(lambda event, **_: json_text(event))
    )
    escaping = [escape_values] if console else []  # JSON escapes by itself
    handler = logging.StreamHandler(CurrentStderr())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, without_kind, *escaping, renderer],
        )
    )
    handler.addFilter(OncePerSecond(handler))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = name != "uvicorn.access"  # requests are logged with their operation and id instead


class CurrentStderr:
    """A text stream of `sys.stderr` as it is at each write: progress bars replace it, and print lines above them."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def hide_secrets(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor: what is named like a secret, or looks like one of our keys or tickets, does not go further."""
    return {
        name: value if name.startswith("_") else _HIDDEN if _SECRET_NAME.search(name) else _clean(value)
        for name, value in event.items()
    }


def without_kind(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor: what only `OncePerSecond` needs is not printed."""
    event.pop(KIND, None)
    return event


def escape_values(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor: text that requests, files and models bring cannot add a line, or control the terminal.

    The lines of a traceback begin with a bar, since the message of an exception may have several.
    """
    return {escape_line(name): _escaped(name, value) for name, value in event.items()}


def _escaped(name: str, value: Any) -> Any:
    if name in ("exception", "stack") and isinstance(value, str):
        return "\n".join(f"  | {escape_line(line)}" for line in value.split("\n"))
    # The renderer prints other values as `repr` does, which escapes the same characters.
    return escape_line(value) if isinstance(value, str) else value


def _clean(value: Any) -> Any:
    match value:
        case str():
            return _SECRET_VALUE.sub(_HIDDEN, value)
        case bytes():
            return _clean(value.decode("utf-8", "replace"))
        case Mapping():
            return hide_secrets(None, "", {str(name): inner for name, inner in value.items()})
        case list() | tuple() | set() | frozenset():
            return [_clean(inner) for inner in value]
        case bool() | int() | float() | None:
            return value
        case _:
            return _clean(str(value))
