"""AsyncAPI 3.0 and 3.1 -> ParsedDocument: one function a specification object, its section cited.

Sections are those of https://www.asyncapi.com/docs/reference/specification/v3.0.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from codegen.contract import MISSING, ChannelOperation, Doc, SecurityScheme, SecurityUse, Server, Words
from codegen.load import At
from codegen.naming import words
from codegen.parse.model import (
    ParsedChannel,
    ParsedChannelOperation,
    ParsedDocument,
    ParsedMessage,
    SchemaUse,
)
from codegen.parse.openapi import component_schemas, schema_use, tag_object
from codegen.parse.reader import Reader

_JSON_SCHEMA = re.compile(r"application/(vnd\.aai\.asyncapi|schema|vnd\.oai\.openapi)(\+json|\+yaml)?(;.*)?")


def asyncapi_object(read: Reader, root: At) -> ParsedDocument:
    """AsyncAPI Object. Messages are found where channels and components hold them."""
    info = root / "info"
    messages: dict[At, ParsedMessage] = {}
    channels = [channel_object(read, at, key, messages, root) for key, at in read.members(root, "channels")]
    for key, place in read.members(root / "components", "messages"):
        _message(read, place, key, messages, root)
    operations = tuple(_operations(read, root))
    served = {channel.at for channel in channels if channel and channel.websocket is not None and channel.address}
    for one in operations:
        if one.channel not in served:
            said = f"{one.operation.id}: its types are generated; only WebSockets with an address are served and called"
            read.diagnostics.info("asyncapi/types-only", said, one.operation.position)
    return ParsedDocument(
        kind="asyncapi",
        version=read.text(root, "asyncapi"),
        at=root,
        dialect="3.1",  # its Schema Object is a superset of draft 7, whose keywords 2020-12 shares but for a few
        title=read.text(info, "title"),
        release=read.text(info, "version"),
        doc=read.doc(info),
        servers=tuple(server_object(read, at) for _, at in read.members(root, "servers")),
        tags=tuple(tag_object(read, at) for at in read.items(info, "tags")),
        schemas=tuple(component_schemas(read, root)),
        messages=tuple(messages.values()),
        channels=tuple(channel for channel in channels if channel),
        channel_operations=operations,
        security_schemes=_security_schemes(read, root),
    )


def server_object(read: Reader, place: At) -> Server:
    """Server Object: protocol, host and pathname as one URL."""
    at = read.follow(place) or place
    url = f"{read.text(at, 'protocol')}://{read.text(at, 'host')}{read.text(at, 'pathname')}"
    return Server(url, read.doc(at))


def channel_object(
    read: Reader, place: At, key: str, messages: dict[At, ParsedMessage], root: At
) -> ParsedChannel | None:
    """Channel Object. `messages` is filled with those that it holds."""
    at = read.follow(place)
    if at is None or not read.is_mapping(at):
        return None
    found = [_message(read, m, name, messages, root, words(key)) for name, m in read.members(at, "messages")]
    binding = read.follow(at / "bindings")
    ws = read.get(binding, "ws", dict) if binding else None
    query = schema_use(read, binding / "ws" / "query", (*words(key), "query"), "write") if binding and ws else None
    parameters = []
    for name, parameter in read.members(at, "parameters"):
        target = read.follow(parameter)
        if target:
            values = tuple(str(value) for value in read.get(target, "enum", list) or ())
            default = read.get(target, "default", str)
            parameters.append((name, read.doc(target), values, MISSING if default is None else default))
    return ParsedChannel(
        key=key,
        at=at,
        words=words(key),
        address=read.get(at, "address", str) if read.value(at / "address") is not None else None,
        parameters=tuple(parameters),
        messages=tuple(m for m in found if m),
        query=query,
        websocket=ws if ws is not None else ({} if _speaks_websocket(read, root, at) else None),
        doc=_titled(read, at),
        position=read.position(at),
        extensions=read.extensions(at),
        security=tuple(dict.fromkeys(use for s in _servers(read, root, at) for use in _requirements(read, s))),
    )


def _servers(read: Reader, root: At, channel: At) -> list[At]:
    """Channel Object, `servers`: those that it is on, all of the document's where it names none."""
    own = [read.follow(at) for at in read.items(channel, "servers")]
    return [at for at in own or [read.follow(at) for _, at in read.members(root, "servers")] if at]


def _speaks_websocket(read: Reader, root: At, channel: At) -> bool:
    """A channel without the binding is a WebSocket all the same where one of its servers is."""
    return any(read.text(at, "protocol") in ("ws", "wss") for at in _servers(read, root, channel))


def _titled(read: Reader, at: At) -> Doc:
    doc = read.doc(at)
    return replace(doc, summary=doc.summary or read.text(at, "title"))


def _message(
    read: Reader, place: At, key: str, messages: dict[At, ParsedMessage], root: At, channel: Words = ()
) -> At | None:
    """Message Object, its traits merged (a message's own members win). The same place is one message."""
    at = read.follow(place)
    if at is None:
        return None
    if at in messages or not isinstance(read.value(at), dict):
        return at if at in messages else None
    shared = at.pointer.startswith("/components/messages/") or at.file != root.file
    name = at.pointer.rsplit("/", 1)[-1] if shared and at.pointer else key
    label = words(name)
    bodies = [at, *(trait for t in read.items(at, "traits") if (trait := read.follow(t)))]
    payload = _payload(read, at, (*label, "payload"))
    headers = [schema_use(read, body / "headers", (*label, "headers"), "read") for body in bodies]
    content_types = [read.text(body, "contentType") for body in bodies] + [read.text(root, "defaultContentType")]
    extensions = {k: v for body in reversed(bodies) for k, v in read.extensions(body).items()}
    correlations = [read.follow(body / "correlationId") for body in bodies]
    messages[at] = ParsedMessage(
        key=name,
        at=at,
        words=label,
        payload=payload,
        headers=tuple(use for use in headers if use),
        content_type=next((text for text in content_types if text), "application/json"),
        correlation=next((text for c in correlations if c and (text := read.text(c, "location"))), None),
        doc=_titled(read, at),
        position=read.position(at),
        extensions=extensions,
    )
    return at


def _payload(read: Reader, message: At, label: Words) -> SchemaUse | None:
    """Multi Format Schema Object, or a Schema Object."""
    at = message / "payload"
    schema_format = read.get(at, "schemaFormat", str)
    if schema_format is None:
        return schema_use(read, at, label, "read")
    if not _JSON_SCHEMA.fullmatch(schema_format.strip()):
        read.flaw("asyncapi/schema-format", f"{schema_format} is not supported; the payload may be any JSON", at)
        return None
    return schema_use(read, at / "schema", label, "read")


def _operations(read: Reader, root: At) -> Iterator[ParsedChannelOperation]:
    """Operation Object."""
    for key, place in read.members(root, "operations"):
        at = read.follow(place)
        if at is None:
            continue
        action = read.text(at, "action")
        if action not in ("send", "receive"):
            read.flaw("asyncapi/action", "an operation's action is send or receive; it is left out", at)
            continue
        traits = [trait for t in read.items(at, "traits") if (trait := read.follow(t))]
        extensions = {k: v for body in (*reversed(traits), at) for k, v in read.extensions(body).items()}
        reply = read.follow(at / "reply")
        has_reply = reply is not None and read.value(reply) is not None
        address = read.follow(reply / "address") if reply and has_reply else None
        direction: Literal["send", "receive"] = "send" if action == "send" else "receive"
        yield ParsedChannelOperation(
            operation=ChannelOperation(
                id=key, words=words(key), action=direction, channel="", messages=(), reply=None,
                security=_requirements(read, at), doc=_titled(read, at), position=read.position(at),
                extensions=extensions,
            ),
            channel=read.follow(at / "channel"),
            messages=_messages(read, at),
            has_reply=has_reply,
            reply_channel=read.follow(reply / "channel") if reply and read.value(reply / "channel") else None,
            reply_messages=_messages(read, reply) if reply and has_reply else None,
            reply_address=read.text(address, "location") or None if address else None,
        )  # fmt: skip


def _messages(read: Reader, at: At) -> tuple[At, ...] | None:
    if read.get(at, "messages", list) is None:
        return None
    found = [read.follow(place) for place in read.items(at, "messages")]
    return tuple(place for place in found if place)


def _requirements(read: Reader, at: At) -> tuple[tuple[SecurityUse, ...], ...]:
    """Operation Object, `security`: a list of schemes, any one of which is enough."""
    found = [read.follow(place) for place in read.items(at, "security")]
    return tuple((SecurityUse(place.pointer.rsplit("/", 1)[-1]),) for place in found if place)


_KINDS = {"httpApiKey": "apiKey", "http": "http", "oauth2": "oauth2", "openIdConnect": "openIdConnect"}


def _security_schemes(read: Reader, root: At) -> dict[str, SecurityScheme]:
    """Security Scheme Object."""
    result = {}
    for key, place in read.members(root / "components", "securitySchemes"):
        at = read.follow(place)
        if at is None:
            continue
        where = read.text(at, "in")
        result[key] = SecurityScheme(
            key=key,
            words=words(key),
            kind=_KINDS.get(read.text(at, "type"), "other"),  # type: ignore[arg-type]  # the table's values
            place=where if where in ("query", "header", "cookie") else "",  # type: ignore[arg-type]  # narrowed
            wire=read.text(at, "name"),
            http_scheme=read.text(at, "scheme").lower(),
            doc=read.doc(at),
        )
    return result
