"""`$id`, `$anchor` and `$dynamicAnchor`: the names that schemas give to places of their own document.

JSON Schema 2020-12, section 8.2; draft 7's `$id: "#name"` is an anchor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

_NOT_SCHEMAS = frozenset({"enum", "const", "default", "example", "examples"})


@dataclass(slots=True)
class Identifiers:
    """Of one document: base URI -> pointer of the resource; (base URI, name) -> pointer of the anchor."""

    bases: dict[str, str] = field(default_factory=dict)  # pointer of a resource -> its URI
    resources: dict[str, str] = field(default_factory=dict)
    anchors: dict[tuple[str, str], str] = field(default_factory=dict)
    dynamic: dict[str, str] = field(default_factory=dict)  # dynamic anchors of the document's own resource

    def base(self, pointer: str) -> str:
        """The base URI that holds at a place: that of the nearest resource around it, '' where there is none."""
        while pointer not in self.bases:
            if not pointer:
                return ""
            pointer = pointer.rpartition("/")[0]
        return self.bases[pointer]

    def find(self, reference: str, pointer: str) -> str | None:
        """Where a reference that stands at `pointer` leads within the document by its names; None if not by them."""
        base = self.base(pointer)
        uri, fragment = urldefrag(base + reference if reference.startswith("#") else urljoin(base, reference))
        if uri not in self.resources and uri != "":
            return None
        if fragment and not fragment.startswith("/"):
            return self.anchors.get((uri, fragment))
        return self.resources[uri] + unquote(fragment) if uri in self.resources else None

    def outermost(self, reference: str) -> str | None:
        """The dynamic anchor of this name in the document's own resource."""
        return self.dynamic.get(reference[1:]) if reference.startswith("#") else None


def identifiers(document: Any) -> Identifiers:
    found = Identifiers()
    for pointer, base, schema in _walk(document, "", ""):
        own = schema.get("$id")
        if isinstance(own, str):
            uri, anchor = urldefrag(own)
            if uri:
                base = urljoin(base, uri)
                found.bases[pointer] = base
                found.resources.setdefault(base, pointer)
            if anchor:
                found.anchors.setdefault((base, anchor), pointer)
        for key in ("$anchor", "$dynamicAnchor"):
            if isinstance(schema.get(key), str):
                found.anchors.setdefault((base, schema[key]), pointer)
        if isinstance(schema.get("$dynamicAnchor"), str) and base == found.bases.get("", ""):
            found.dynamic.setdefault(schema["$dynamicAnchor"], pointer)
    return found


def _walk(value: Any, pointer: str, base: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every mapping, the base URI around it, its pointer."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, f"{pointer}/{index}", base)
    elif isinstance(value, dict):
        yield pointer, base, value
        own = value.get("$id")
        inner = urljoin(base, urldefrag(own).url) if isinstance(own, str) else base
        for key, item in value.items():
            if key not in _NOT_SCHEMAS and isinstance(item, dict | list):
                yield from _walk(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", inner)
