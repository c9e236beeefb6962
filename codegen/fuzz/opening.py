"""What a connection must begin with: a protocol's hello, found by trying, for no contract can say it."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.fuzz.exchange import Peer
from codegen.fuzz.frames import Frame, framed
from codegen.fuzz.surface import FuzzError, Surface
from codegen.fuzz.values import Values

Opening = tuple[str, ...]
"""Keys of the messages that are sent before any other."""


def found(peer: Peer, values: Values) -> Opening:
    """The message after which the server takes most of those on which it closes when they come first."""
    first = {key: smallest(peer.surface, values, key) for key in peer.surface.sent}
    shut = [key for key, frame in first.items() if _closes(peer, [frame])]
    candidates = [key for key in first if key not in shut]
    lets = {c: sum(not _closes(peer, [first[c], first[key]]) for key in shut) for c in candidates if shut}
    best = max(lets, key=lambda key: (lets[key], bool(peer.surface.takes[key].replies)), default=None)
    return (best,) if best is not None and lets[best] else ()


def named(surface: Surface, keys: Sequence[str]) -> Opening:
    """By key or by tag."""
    tags = {surface.takes[key].message.tag: key for key in surface.sent}
    for key in keys:
        if key not in surface.sent and key not in tags:
            raise FuzzError(f"channel {surface.key} receives no message {key}; it receives {', '.join(surface.sent)}")
    return tuple(key if key in surface.sent else tags[key] for key in keys)


def smallest(surface: Surface, values: Values, key: str) -> Frame:
    kind = surface.takes[key]
    return framed(kind, values.smallest(kind.message.payload.schema))


def before(opening: Opening, key: str) -> Opening:
    """What comes before a message: the whole opening, or what of it precedes the message itself."""
    return opening[: opening.index(key)] if key in opening else opening


def _closes(peer: Peer, frames: Sequence[Frame]) -> bool:
    return peer.play(frames).closed is not None
