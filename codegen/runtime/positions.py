"""Where in the contract an operation stands, as a log says it: `openapi.yaml:12 #/paths/~1notes/get`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from typing import Any

MANIFEST = ".contracts-manifest.json"
"""Beside the generated files: it has the line of each place at the time of generation. They have the places alone."""


def read_lines(package: Traversable) -> Mapping[str, int]:
    """Place -> line; {} where the manifest was left out of a distribution."""
    try:
        found = json.loads(package.joinpath(MANIFEST).read_text(encoding="utf-8"))["inputs"]["lines"]
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def located(entries: Iterable[Mapping[str, Any]], lines: Mapping[str, int]) -> list[dict[str, Any]]:
    """The entries of operations.json, each `position` as a log says it."""
    return [{**entry, "position": _said(entry["position"], lines)} for entry in entries]


def _said(place: str, lines: Mapping[str, int]) -> str:
    file, _, pointer = place.partition("#")
    return f"{file}:{lines[place]} #{pointer}" if place in lines else place
