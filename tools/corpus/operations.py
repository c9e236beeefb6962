"""An independent count of what a document asks for: it walks the raw value and knows nothing of codegen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation of the document."""

    kind: str  # 'http', 'webhook', 'callback', 'channel'
    label: str  # 'GET /pets'
    pointer: str


def asked(document: Any) -> Iterator[Asked]:
    if "asyncapi" in document:
        for name in _members(document, "operations"):
            yield Asked("channel", name, f"/operations/{_escape(name)}")
        return
    for entry, key in (("http", "paths"), ("webhook", "webhooks")):
        for name, item in _members(document, key).items():
            yield from _item(entry, name, item, f"/{key}/{_escape(name)}")


def _item(entry: str, name: str, item: Any, pointer: str) -> Iterator[Asked]:
    if not isinstance(item, dict):
        return
    operations = {method: (item[method], f"{pointer}/{method}") for method in METHODS if method in item}
    operations |= {
        method: (value, f"{pointer}/additionalOperations/{_escape(method)}")
        for method, value in _members(item, "additionalOperations").items()
    }
    for method, (operation, place) in operations.items():
        yield Asked(entry, f"{method.upper()} {name}", place)
        for callback, expressions in _members(operation, "callbacks").items():
            for expression, inner in _members({"it": expressions}, "it").items():
                below = f"{place}/callbacks/{_escape(callback)}/{_escape(expression)}"
                yield from _item("callback", expression, inner, below)


def _members(value: Any, key: str) -> dict[str, Any]:
    members = value.get(key) if isinstance(value, dict) else None
    return {k: v for k, v in members.items() if not k.startswith("x-")} if isinstance(members, dict) else {}


def _escape(name: str) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")
