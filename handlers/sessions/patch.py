"""JSON merge patch (RFC 7396): applied, and found as the difference of two documents.

A merge patch has no way to say "null", so a state document has no null members: one that is given counts as absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.storage.json_text import canonical


def merge(target: Any, patch: Any) -> Any:
    """The patched document (RFC 7396, section 2); nothing given is changed. Arrays are replaced whole."""
    if not isinstance(patch, Mapping):
        return patch
    result = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merge(result.get(name), value)
    return result


def without_nulls(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without the members that are null, at any depth of objects. Nulls within arrays stay."""
    result: dict[str, Any] = merge({}, document)
    return result


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The smallest patch with `merge(old, patch) == new`, empty where they are equal; neither has null members."""
    patch: dict[str, Any] = {name: None for name in old if name not in new}
    for name, value in new.items():
        before = old.get(name)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            inner = difference(before, value)
            if inner:
                patch[name] = inner
        elif name not in old or canonical(before) != canonical(value):
            patch[name] = value
    return patch
