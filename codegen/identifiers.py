"""`$id`, `$anchor` and `$dynamicAnchor`: the names that schemas give to places of their own document.

JSON Schema 2020-12, section 8.2; draft 7's `$id: "#name"` is an anchor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    dynamic: dict[str, dict[str, str]] = field(default_factory=dict)  # base URI -> its dynamic anchors

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

    def around(self, pointer: str) -> Iterator[Mapping[str, str]]:
        """The dynamic anchors of every resource around a place, the outermost first; the document is always one."""
        tokens = pointer.split("/")
        for length in range(1, len(tokens) + 1):
            root = "/".join(tokens[:length])
            if root == "" or root in self.bases:
                yield self.dynamic.get(self.bases.get(root, ""), {})


def identifiers(document: Any) -> Identifiers:
    found = Identifiers()
    said = document.get("$schema") if isinstance(document, dict) else None
    alone = isinstance(said, str) and "draft-0" in said  # until draft 7, what stands beside a `$ref` says nothing
    for pointer, base, schema in _walk(document, "", "", alone):
        own = _own(schema, alone)
        if own is not None:
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
        if isinstance(schema.get("$dynamicAnchor"), str):
            found.dynamic.setdefault(base, {}).setdefault(schema["$dynamicAnchor"], pointer)
    return found


def _own(schema: dict[str, Any], alone: bool) -> str | None:
    own = schema.get("$id")
    return own if isinstance(own, str) and not (alone and "$ref" in schema) else None


def _walk(value: Any, pointer: str, base: str, alone: bool) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every mapping, the base URI around it, its pointer."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, f"{pointer}/{index}", base, alone)
    elif isinstance(value, dict):
        yield pointer, base, value
        own = _own(value, alone)
        inner = base if own is None else urljoin(base, urldefrag(own).url)
        for key, item in value.items():
            if key not in _NOT_SCHEMAS and isinstance(item, dict | list):
                yield from _walk(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", inner, alone)
