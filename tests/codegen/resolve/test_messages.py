"""Channels: directions, the member that tells messages apart, unions of what goes one way."""

from __future__ import annotations

from pathlib import Path

from tests.support.contracts import contract_of, show, shown

CHAT = """
asyncapi: 3.0.0
info: {title: Chat, version: '1'}
servers: {main: {host: localhost, protocol: ws}}
channels:
  room:
    address: /rooms/{room}
    parameters: {room: {enum: [a, b], description: which}}
    bindings: {ws: {query: {type: object, properties: {since: {type: integer}}}}}
    messages:
      say: {$ref: '#/components/messages/Say'}
      said: {$ref: '#/components/messages/Said'}
      refused: {$ref: '#/components/messages/Refused'}
operations:
  onSay:
    action: receive
    channel: {$ref: '#/channels/room'}
    messages: [{$ref: '#/channels/room/messages/say'}]
    reply: {messages: [{$ref: '#/channels/room/messages/refused'}]}
  tell:
    action: send
    channel: {$ref: '#/channels/room'}
    messages: [{$ref: '#/channels/room/messages/said'}]
components:
  messageTraits:
    envelope: {x-durability: durable, headers: {type: object, properties: {trace: {type: string}}}}
  messages:
    Say:
      traits: [{$ref: '#/components/messageTraits/envelope'}]
      x-durability: ephemeral
      payload: {type: object, required: [type, text], properties: {type: {const: say}, text: {type: string}}}
    Said:
      traits: [{$ref: '#/components/messageTraits/envelope'}]
      correlationId: {location: $message.payload#/ref}
      payload: {type: object, required: [type], properties: {type: {const: said}, ref: {type: string}}}
    Refused: {payload: {type: object, required: [type], properties: {type: {const: refused}}}}
"""


def test_a_channel_knows_what_goes_each_way(tmp_path: Path) -> None:
    contract, diagnostics = contract_of(tmp_path, CHAT, "asyncapi.yaml")
    (room,) = contract.channels
    assert list(diagnostics) == []
    assert (room.receives, room.sends, room.discriminator) == (("Say",), ("Said", "Refused"), "type")
    assert room.receives_type is not None and show(room.receives_type.type) == "SayPayload"
    assert (
        shown(contract)["RoomSends"] == "union by type said['said']: SaidPayload | refused['refused']: RefusedPayload"
    )
    assert [(p.wire, p.place, show(p.payload.type)) for p in room.parameters] == [
        ("room", "path", "string"),
        ("since", "query", "integer"),
    ]


def test_traits_give_what_the_message_does_not_say(tmp_path: Path) -> None:
    contract, _ = contract_of(tmp_path, CHAT, "asyncapi.yaml")
    say, said = contract.messages["Say"], contract.messages["Said"]
    assert (say.extensions, said.extensions) == ({"x-durability": "ephemeral"}, {"x-durability": "durable"})
    assert said.headers is not None
    assert (said.tag, said.correlation) == ("said", "$message.payload#/ref")


def test_an_operation_knows_its_reply(tmp_path: Path) -> None:
    contract, _ = contract_of(tmp_path, CHAT, "asyncapi.yaml")
    on_say = next(o for o in contract.channel_operations if o.id == "onSay")
    assert on_say.reply is not None
    assert (on_say.channel, on_say.messages, on_say.reply.messages) == ("room", ("Say",), ("Refused",))
