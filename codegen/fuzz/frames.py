"""Frame: what is sent, and what the contract says must come of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from codegen.fuzz.surface import Kind, Surface

JSON = Any


class Expect(StrEnum):
    ACCEPT = "accept"  # it is valid
    REFUSE = "refuse"  # it is not
    EITHER = "either"  # the contract does not say, but the server must not break


@dataclass(frozen=True, slots=True)
class Frame:
    """`message` is the key of the message that it is, or was made from; `change` what was done to that."""

    message: str
    content: str | bytes
    expect: Expect
    change: str = ""

    @property
    def value(self) -> JSON:
        return json.loads(self.content)


def framed(kind: Kind, value: JSON) -> Frame:
    return Frame(kind.key, text(value), Expect.ACCEPT)


def text(value: JSON) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def strange(surface: Surface, kind: Kind, value: JSON) -> Iterator[Frame]:
    """Frames that are broken as frames, made from one valid message; only those that are no message at all."""
    whole = text(value)
    broken = {
        "an empty frame": "",
        "a frame that breaks off": whole[:-1],
        "text after the message": whole + "x",
        "two messages in one frame": whole + whole,
        "no JSON": "not json",
        "a comment": f"/* */{whole}",
        "null": "null",
        "a boolean": "true",
        "a number": "0",
        "a text": '"text"',
        "an empty list": "[]",
        "a list around the message": f"[{whole}]",
        "an empty object": "{}",
        "NaN": "NaN",
        "a member that is NaN": whole[:-1] + ',"nan":NaN}' if whole[1:-1] else '{"nan":NaN}',
        "2000 nested lists": "[" * 2000 + "]" * 2000,
        "a megabyte that is no JSON": "x" * 1_100_000,
    }
    for change, content in broken.items():
        if not _is_valid(surface, content):
            yield Frame(kind.key, content, Expect.REFUSE, change)
    yield Frame(kind.key, b"\x00\xff\xfe", Expect.REFUSE, "a binary frame that is no text")
    yield Frame(kind.key, whole.encode(), Expect.EITHER, "the message as a binary frame")
    if surface.discriminator and isinstance(value, dict):
        for change, tag in _tags(surface, value[surface.discriminator]):
            changed = {**value, surface.discriminator: tag}
            if not surface.valid(changed):
                yield Frame(kind.key, text(changed), Expect.REFUSE, change)


def _tags(surface: Surface, own: JSON) -> Iterator[tuple[str, JSON]]:
    yield "an unknown tag", f"{own}-unknown"
    yield "a tag in another case", str(own).swapcase()
    yield "an empty tag", ""
    yield "a tag that is a list", [own]
    for kind in surface.gives.values():
        if kind.message.tag not in {k.message.tag for k in surface.takes.values()}:
            yield "the tag of a message that only the server sends", kind.message.tag
            return


def _is_valid(surface: Surface, content: str) -> bool:
    """By RFC 8259, which knows no NaN; too deep for Python is no contract's message."""

    def refuse(name: str) -> None:
        raise ValueError(name)

    try:
        return surface.valid(json.loads(content, parse_constant=refuse))
    except (ValueError, RecursionError):
        return False
