"""TOML files of a repository: contracts.toml and names.lock. They are not trusted, so that what a parser or a later
step could fail on is refused here with a line."""

from __future__ import annotations

import re
import tomllib
from typing import Any

_LARGEST = 2**63  # TOML's integers have 64 bits


class TomlError(ValueError):
    """Text that is no TOML, or that no configuration needs. `line` is 1 where it is not known."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.line = message, line


def loads(text: str) -> dict[str, Any]:
    """The document. Raises TomlError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        message = str(error)[: found.start()] if found and found[1] else str(error)
        raise TomlError(message, int(found[1] or 1) if found else 1) from error
    except RecursionError as error:
        raise TomlError("lists or tables are nested too deeply") from error
    except ValueError as error:  # more digits than Python converts
        raise TomlError("an integer has too many digits") from error
    _check(data)
    return data


def _check(value: Any) -> None:
    """TomlError for an integer beyond 64 bits: Python reads those in hexadecimal and cannot print them."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _check(item)
    elif isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise TomlError("an integer does not fit into 64 bits")
