"""Plans the server's half of AsyncAPI channels that are WebSockets: a module a channel, and its entry in the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from codegen.contract import MISSING, Channel, ChannelOperation, Contract, Doc, Message, Parameter, Type, Words
from codegen.naming import PYTHON_KEYWORDS, identifiers, pascal, snake
from codegen.plan.fastapi.security import security_table
from codegen.plan.fastapi.views import ChannelMethodView, ChannelView
from codegen.plan.python.literals import docstring, literal, title
from codegen.plan.python.types import Annotations, Names
from codegen.resolve.walk import references
from codegen.runtime.close_codes import CLOSE_CODES

RESERVED = PYTHON_KEYWORDS | {"connection"}


def served(contract: Contract) -> list[Channel]:
    """The channels that a server mounts: WebSockets with an address."""
    return [c for c in contract.channels if c.websocket is not None and c.address is not None]


def modules(channels: Sequence[Channel], taken: Sequence[str]) -> list[str]:
    """`<channel>_channel`, the module's name and `create_app`'s parameter."""
    names = identifiers((c.words for c in channels), lambda words: f"{snake(words)}_channel", PYTHON_KEYWORDS)
    return [f"{name}_" if name in taken else name for name in names]


class _Receiver:
    """One method of the handlers: an operation, or a message that the channel receives by none."""

    def __init__(self, words: Words, messages: Sequence[str], replies: Sequence[str], doc: Doc) -> None:
        self.words, self.messages, self.replies, self.doc = words, tuple(messages), tuple(replies), doc


def _receivers(contract: Contract, channel: Channel) -> list[tuple[str, _Receiver]]:
    """By method name. A message that several operations receive belongs to the first."""
    operations = [o for o in contract.channel_operations if o.channel == channel.key and o.action == "receive"]
    known: set[str] = set()
    found = []
    for o in operations:
        own = [m for m in o.messages if m not in known]
        known.update(own)
        if own:
            found.append(_Receiver(o.words, own, _replies(channel, o), o.doc))
    for key in channel.receives:
        if key not in known:
            message = contract.messages[key]
            found.append(_Receiver(("receive", *message.words), [key], (), message.doc))
    names = identifiers((r.words for r in found), snake, PYTHON_KEYWORDS)
    return list(zip(names, found, strict=True))


def _replies(channel: Channel, o: ChannelOperation) -> tuple[str, ...]:
    return o.reply.messages if o.reply and o.reply.channel in (None, channel.key) else ()


def parameter_names(channel: Channel) -> list[str]:
    return identifiers((p.words for p in channel.parameters), snake, RESERVED)


def close_codes(channel: Channel) -> dict[str, int]:
    """`x-close-codes`: {"4500": {"name": "contract_violation"}} -> the code of each name."""
    listed = channel.extensions.get("x-close-codes")
    entries = listed.items() if isinstance(listed, dict) else ()
    return {
        e["name"]: int(code)
        for code, e in entries
        if isinstance(e, dict) and isinstance(e.get("name"), str) and str(code).isdigit()
    }


def entry(contract: Contract, channel: Channel) -> dict[str, Any]:
    """What codegen.runtime.channel needs to know besides the Python types."""
    handlers = {key: name for name, receiver in _receivers(contract, channel) for key in receiver.messages}
    return {
        "key": channel.key,
        "path": channel.address,
        "position": channel.position.place,
        "security": security_table(contract, channel.security),
        "parameters": [
            {
                "wire": p.wire,
                "name": name,
                "in": p.place,
                "required": p.required,
                "style": p.style,
                "explode": p.explode,
                "json": False,
                "schema": p.payload.schema,
            }
            for p, name in zip(channel.parameters, parameter_names(channel), strict=True)
        ],
        "discriminator": channel.discriminator or "",
        "receives": {key: {"handler": handlers[key], **_message(contract.messages[key])} for key in channel.receives},
        "sends": {key: _message(contract.messages[key]) for key in channel.sends},
        "closeCodes": close_codes(channel),
    }


def _message(message: Message) -> dict[str, Any]:
    return {"tag": None if message.tag is MISSING else message.tag, "schema": message.payload.schema}


class Channels:
    """Views of one contract's channels; `models` is the package of their types."""

    def __init__(self, contract: Contract, models: str) -> None:
        self._contract, self._models = contract, models
        self._names = Names(contract.types)
        self._annotations = Annotations(self._names)

    def view(self, channel: Channel) -> ChannelView:
        kinds = list(self._types(channel))
        used = sorted({self._names[name] for kind in kinds for name in references(kind)})
        parameters = list(zip(channel.parameters, parameter_names(channel), strict=True))
        return ChannelView(
            title=title(channel.doc.summary or channel.key),
            name=pascal(channel.words),
            key=literal(channel.key),
            models=self._models,
            imports=", ".join(used),
            doc=docstring(channel.doc, 4),
            sends=self._sends(channel),
            close_codes=", ".join(literal(name) for name in {**CLOSE_CODES, **close_codes(channel)}),
            parameters=tuple(self._parameter(p, name) for p, name in parameters),
            parameter_types=tuple(f"{literal(name)}: {self._annotations.of(p.payload.type)}" for p, name in parameters),
            receive_types=tuple(f"{literal(key)}: {self._of([key])}" for key in channel.receives),
            methods=tuple(
                ChannelMethodView(name, self._of(r.messages), self._reply(r), docstring(r.doc, 8))
                for name, r in _receivers(self._contract, channel)
            ),
        )

    def _types(self, channel: Channel) -> Iterator[Type]:
        yield from (p.payload.type for p in channel.parameters)
        yield from (self._contract.messages[key].payload.type for key in (*channel.receives, *channel.sends))
        if channel.sends_type:
            yield channel.sends_type.type

    def _sends(self, channel: Channel) -> str:
        return self._annotations.of(channel.sends_type.type) if channel.sends_type else "Never"

    def _of(self, keys: Sequence[str]) -> str:
        kinds = dict.fromkeys(self._annotations.of(self._contract.messages[key].payload.type) for key in keys)
        return " | ".join(kinds)

    def _reply(self, receiver: _Receiver) -> str:
        return f"{self._of(receiver.replies)} | None" if receiver.replies else "None"

    def _parameter(self, p: Parameter, name: str) -> str:
        kind = self._annotations.of(p.payload.type)
        return f"{name}: {kind}" if p.required else f"{name}: {kind} | MISSING = MISSING"
