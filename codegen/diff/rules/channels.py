"""Rules about channels: existence, address, WebSocket binding, close codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from codegen.contract import Channel
from codegen.diff.model import Change, Level
from codegen.diff.pair import VersionPair, channel_said
from codegen.diff.rule import DiffRule, everywhere
from codegen.diff.schema.terms import bare

W, S, D = Level.WIRE, Level.SOURCE, Level.DOCS
_GONE = everywhere("code that refers to it")
_NAME = everywhere("the generated name changes")


def _channels(removed: bool) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for c, d in pair.channels:
            only = (c if not d else None) if removed else (d if not c else None)
            if only:
                at, to = (only.position, None) if removed else (None, only.position)
                yield pair.change(
                    f"{channel_said(only)} was {'removed' if removed else 'added'}", at, to, channel_said(only)
                )

    return check


def _channel(test: Callable[[Channel, Channel], str], *keyword: str) -> Callable[[VersionPair], Iterable[Change]]:
    def check(pair: VersionPair) -> Iterator[Change]:
        for c, d in pair.channels:
            message = test(c, d) if c and d else ""
            if message and c and d:
                at, to = pair.old.written(c.position, *keyword), pair.new.written(d.position, *keyword)
                yield Change(message, pair.old.position(at), pair.new.position(to), (channel_said(d),))

    return check


def _renamed(c: Channel, d: Channel) -> str:
    return f"channel {c.key} was renamed to {d.key}" if c.key != d.key else ""


def _address(c: Channel, d: Channel) -> str:
    return f"address {c.address} -> {d.address}" if c.address != d.address else ""


def _discriminator(c: Channel, d: Channel) -> str:
    differs = c.discriminator != d.discriminator and c.discriminator is not None
    return (
        f"the discriminator of messages changed from {c.discriminator} to {d.discriminator or 'none'}"
        if differs
        else ""
    )


def _described(c: Channel, d: Channel) -> str:
    return "its title or description changed" if c.doc != d.doc else ""


def _binding(c: Channel, d: Channel) -> str:
    """The binding without its query (parameters) and headers, which have rules of their own."""
    if c.websocket is None or d.websocket is None:
        return (
            ""
            if c.websocket == d.websocket
            else f"it became {'a' if d.websocket is not None else 'no longer a'} WebSocket"
        )
    before, after = (str(binding.get("method", "GET")) for binding in (c.websocket, d.websocket))
    return f"the upgrade's method {before} -> {after}" if before != after else ""


def _binding_headers(c: Channel, d: Channel) -> str:
    """Headers that the upgrade must carry; a new optional one does not matter."""
    if c.websocket is None or d.websocket is None:
        return ""
    before, after = (bare(binding.get("headers", {})) for binding in (c.websocket, d.websocket))
    if not isinstance(before, dict) or not isinstance(after, dict):
        return "its headers changed" if before != after else ""
    come = sorted(set(after.get("required", ())) - set(before.get("required", ())))
    if come:
        return f"the upgrade now requires {', '.join(come)}"
    properties = before.get("properties", {})
    rest = [{k: v for k, v in headers.items() if k not in ("properties", "required")} for headers in (before, after)]
    moved = [name for name, schema in properties.items() if after.get("properties", {}).get(name, {}) != schema]
    return f"the upgrade's headers changed: {', '.join(moved)}" if moved or rest[0] != rest[1] else ""


def _close_codes(c: Channel, d: Channel) -> str:
    before, after = (
        {str(code): (e.get("name"), e.get("reconnect")) for code, e in listed.items() if isinstance(e, dict)}
        if isinstance(listed := codes.extensions.get("x-close-codes"), dict)
        else {}
        for codes in (c, d)
    )
    moved = sorted(code for code, meaning in before.items() if after.get(code) != meaning)
    return f"close codes changed: {', '.join(moved)}" if moved else ""


RULES = (
    DiffRule("channel-removed", W, "a channel is removed", "connections to it fail", _channels(True), effects=_GONE),
    DiffRule("channel-added", D, "a channel is added", "clients may use it", _channels(False)),
    DiffRule(
        "channel-renamed",
        S,
        "a channel's key changes",
        "the type is named after it",
        _channel(_renamed),
        effects=_NAME,
    ),
    DiffRule(
        "channel-address-changed",
        W,
        "a channel's address changes",
        "connections to the old address fail",
        _channel(_address, "address"),
    ),
    DiffRule(
        "channel-discriminator-changed",
        W,
        "the message discriminator changes",
        "deployed readers use the old one",
        _channel(_discriminator),
    ),
    DiffRule(
        "channel-description-changed",
        D,
        "a channel's title or description changes",
        "only documentation changes",
        _channel(_described),
    ),
    DiffRule(
        "websocket-changed",
        W,
        "the WebSocket binding changes",
        "the upgrade is rejected",
        _channel(_binding, "bindings", "ws"),
    ),
    DiffRule(
        "websocket-headers-changed",
        W,
        "the required headers of the upgrade change",
        "the upgrade is rejected",
        _channel(_binding_headers, "bindings", "ws", "headers"),
    ),
    DiffRule(
        "close-codes-changed",
        W,
        "a close code is removed or changes its meaning",
        "clients that act on it misinterpret it",
        _channel(_close_codes, "x-close-codes"),
        effects=_GONE,
    ),
)
