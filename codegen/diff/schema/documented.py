"""What changes in a schema's annotations: names, words, defaults, examples; none of them touches validity."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from codegen.contract import JSON
from codegen.diff.schema.events import Event
from codegen.diff.schema.scalars import said
from codegen.diff.schema.terms import LocatedSchema

_ABSENT = object()


def compare_documented(old: LocatedSchema, new: LocatedSchema, where: str, tell: Callable[[Event], None]) -> None:
    def event(event_type: str, detail: str, keyword: str = "") -> None:
        at, to = (old.at / keyword, new.at / keyword) if keyword else (old.at, new.at)
        tell(Event(event_type, where, detail, at, to))

    if old.ref and new.ref and old.ref != new.ref:
        event("type-renamed", f"{old.ref} -> {new.ref}")
    before, after = old.keywords, new.keywords
    if before.get("default", _ABSENT) != after.get("default", _ABSENT):
        event("default-changed", f"default {_said(before)} -> {_said(after)}", "default")
    if (before.get("deprecated") is True) != (after.get("deprecated") is True):
        event("deprecated" if after.get("deprecated") is True else "undeprecated", "deprecated", "deprecated")
    for keyword in ("description", "title"):
        if before.get(keyword) != after.get(keyword):
            event("description-changed", keyword, keyword)
    for keyword in ("example", "examples"):
        if before.get(keyword) != after.get(keyword):
            event("example-changed", keyword, keyword)
    _discriminators(_discriminator(before), _discriminator(after), event)


def _discriminators(old: Mapping[str, JSON], new: Mapping[str, JSON], event: Callable[[str, str, str], None]) -> None:
    if old.get("propertyName") != new.get("propertyName"):
        words = " -> ".join(said(side.get("propertyName", "none")) for side in (old, new))
        event("discriminator-changed", words, "discriminator")
        return
    mappings = [side["mapping"] if isinstance(side.get("mapping"), dict) else {} for side in (old, new)]
    moved = [tag for tag, target in mappings[0].items() if mappings[1].get(tag) != target]
    if moved:
        event("discriminator-changed", f"mapping of {', '.join(moved)}", "discriminator")


def _said(schema: JSON) -> str:
    return said(schema["default"]) if "default" in schema else "none"


def _discriminator(schema: JSON) -> dict[str, JSON]:
    discriminator = schema.get("discriminator")
    return discriminator if isinstance(discriminator, dict) and "propertyName" in discriminator else {}
