"""names.lock: the names that generated code has, so that a later addition renames nothing. TOML, sorted, no timestamps.

An item is a spelling or a place; ` -> name` follows where its words are not what the spelling says by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from codegen import toml_text
from codegen.diagnostics import ToolchainError
from codegen.naming import words
from codegen.output_folder import BlockedError, OutputFolder
from codegen.prose import escaped, is_visible

FILE = "names.lock"
_ABOUT = """\
# The names that generated code has, made by `contracts generate`: commit it. What stands here keeps its name when
# something is added that would be called the same; `contracts generate --forget-names` settles all names anew.
"""
MESSAGES = "messages"
_ARROW = " -> "
_WIDTH = 100

Scopes = Mapping[str, Mapping[str, str]]
"""Scope -> identity -> name, words separated by blanks. A scope may stand in a group: 'members/Note'."""


class LockError(ToolchainError):
    """A names.lock that is not one; the message starts with file:line."""

    exit_code = 2


def text(file: Path) -> str:
    """'' where there is no such file. A link is not followed: what a command reads is in the project."""
    content = OutputFolder(file.parent).read(file.name)
    return (content or b"").decode().replace("\r\n", "\n")


def read(file: Path) -> Scopes:
    """{} where there is no such file."""
    try:
        return parse(text(file))
    except (ValueError, BlockedError) as error:
        line = error.line if isinstance(error, toml_text.TomlError) else 1
        raise LockError(
            f"{file}:{line}: {FILE} cannot be read: {getattr(error, 'strerror', None) or error}; "
            "get it back from version control, or delete it and let contracts generate settle all names anew"
        ) from error


def parse(content: str) -> dict[str, dict[str, str]]:
    result: dict[str, dict[str, str]] = {}
    for group, value in toml_text.loads(content).items():
        for name, items in value.items() if isinstance(value, dict) else [("", value)]:
            if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
                raise ValueError(f"{group} must list texts")
            scope = f"{group}/{name}" if name else group
            result[scope] = dict(_item(scope, item) for item in items)
    return result


def _item(scope: str, item: str) -> tuple[str, str]:
    identity, arrow, name = item.rpartition(_ARROW)
    return (identity, name) if arrow else (item, _implied(scope, item))


def dump(scopes: Scopes) -> str:
    lines = [_ABOUT.rstrip("\n")]
    group = ""
    for scope in sorted((s for s, items in scopes.items() if items), key=lambda s: ("/" in s, s)):
        table, slash, name = scope.partition("/")
        if slash and table != group:
            group = table
            lines += ["", f"[{_key(table)}]"]
        items = [_quoted(_written(scope, *item)) for item in sorted(scopes[scope].items())]
        line = f"{_key(name or table)} = [{', '.join(items)}]"
        if len(line) <= _WIDTH and slash:
            lines.append(line)
        else:
            lines += [f"{_key(name or table)} = [", *(f"  {item}," for item in items), "]"]
    return "\n".join(lines) + "\n"


def _written(scope: str, identity: str, name: str) -> str:
    return identity if _implied(scope, identity) == name and _ARROW not in identity else f"{identity}{_ARROW}{name}"


def _implied(scope: str, identity: str) -> str:
    """The name that a spelling asks for: of a place that of its last part, of a parameter what follows `query `."""
    _, _, pointer = identity.partition("#/")
    spelled = pointer.rpartition("/")[2] if pointer else identity
    if scope == MESSAGES:  # keys, not words
        return spelled
    return " ".join(words(spelled.partition(" ")[2] if scope.startswith("parameters/") else spelled))


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(value: str) -> str:
    """A TOML basic string; what a reader could not see is escaped."""
    return "".join(sign if is_visible(sign) else escaped(sign) for sign in json.dumps(value, ensure_ascii=False))
