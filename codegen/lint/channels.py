"""Rules about AsyncAPI's channels, operations and messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codegen.contract import ObjectType, Ref
from codegen.diagnostics import Severity
from codegen.lint.nodes import Node
from codegen.lint.rule import LintFinding, LintRule, Subject
from codegen.load import At, unescape

_EXPRESSION = re.compile(r"\$message\.(payload|header)(#(/[^/]+)*)?")


def _own_messages(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("ChannelOperation"):
        yield from _messages(subject, node.at, subject.resolved(node.at), "operation")


def _reply_messages(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Reply"):
        yield from _messages(subject, node.at, node.value, "reply")


def _messages(subject: Subject, at: At, value: dict[str, object], word: str) -> Iterator[LintFinding]:
    """Operation Object: "MUST be a subset of the messages defined in the channel", each by its place there."""
    channel, listed = value.get("channel"), value.get("messages")
    if channel is None and word == "reply":
        parent = At(at.file, at.pointer.rpartition("/")[0])
        channel, holder = subject.resolved(parent).get("channel"), parent
    else:
        holder = at
    if not isinstance(channel, dict) or not isinstance(listed, list):
        return
    own_channel = subject.follow(holder / "channel")
    for index, item in enumerate(listed):
        reference = item.get("$ref") if isinstance(item, dict) else None
        target = subject.library.target(reference, at) if isinstance(reference, str) else None
        if target is not None and not target.pointer.startswith(f"{own_channel.pointer}/messages/"):
            yield LintFinding(
                f"the {word} refers to a message that is not in its channel",
                subject.at(at / "messages" / index),
                f"refer to #{own_channel.pointer}/messages/…",
            )


def _parameters(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Channel"):
        address, parameters = node.value.get("address"), node.value.get("parameters")
        declared = parameters if isinstance(parameters, dict) else {}
        named = re.findall(r"{([^{}]+)}", address) if isinstance(address, str) else []
        for name in declared:
            if isinstance(address, str) and name not in named:
                yield LintFinding(
                    f"{name} is not a parameter of the address {address}", subject.at(node.at / "parameters" / name)
                )
        for name in named:
            if name not in declared:
                yield LintFinding(f"{{{name}}} of the address is not declared", subject.at(node.at / "address"))


def _unused(subject: Subject) -> Iterator[LintFinding]:
    used = {operation.channel for operation in subject.contract.channel_operations}
    used |= {o.reply.channel for o in subject.contract.channel_operations if o.reply and o.reply.channel}
    for channel in subject.contract.channels:
        if channel.key not in used and subject.contract.channel_operations:
            yield LintFinding(f"no operation uses channel {channel.key}", channel.position)


def _close_codes(subject: Subject) -> Iterator[LintFinding]:
    needed = {1007: "contract_violation", 1009: "too_big"}
    for channel in subject.contract.channels:
        codes = channel.extensions.get("x-close-codes")
        if channel.websocket is None or not isinstance(codes, dict):
            continue
        names = {code.get("name") for code in codes.values() if isinstance(code, dict)}
        for code, name in needed.items():
            if name not in names and str(code) not in codes:
                yield LintFinding(
                    f"x-close-codes does not list {name}, with which a generated server closes ({code})",
                    channel.position,
                )


def _correlation(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("CorrelationId", "ReplyAddress"):
        text = node.value.get("location")
        if isinstance(text, str) and not _EXPRESSION.fullmatch(text):
            yield LintFinding(
                f"{text!r} is not a runtime expression",
                subject.at(node.at / "location"),
                "for example $message.payload#/id",
            )
    for message in subject.contract.messages.values():
        location = message.correlation or ""
        if location.startswith("$message.payload#/"):
            type_ = message.payload.type
            for token in location.partition("#/")[2].split("/"):
                declared = subject.contract.types.get(type_.name) if isinstance(type_, Ref) else None
                if not isinstance(declared, ObjectType):
                    break
                member = next((p for p in declared.properties if p.wire == unescape(token)), None)
                if member is None:
                    yield LintFinding(
                        f"{message.key} has no property {token}, to which its correlation id refers", message.position
                    )
                    break
                type_ = member.type


def _payload(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Message"):
        if "payload" not in node.value and not _trait_has(subject, node, "payload"):
            yield LintFinding(f"the message {node.name} has no payload", subject.at(node.at))


def _words(subject: Subject) -> Iterator[LintFinding]:
    for node in subject.of("Message"):
        if not any(
            node.value.get(key) or _trait_has(subject, node, key) for key in ("summary", "description", "title")
        ):
            yield LintFinding(f"the message {node.name} has no summary", subject.at(node.at))


def _trait_has(subject: Subject, node: Node, key: str) -> bool:
    traits = node.value.get("traits")
    return any(
        key in subject.resolved(node.at / "traits" / index)
        for index in range(len(traits) if isinstance(traits, list) else 0)
    )


RULES = (
    LintRule(
        "channel/operation-messages",
        Severity.WARNING,
        "an operation refers only to messages of its channel",
        _own_messages,
    ),
    LintRule(
        "channel/reply-messages", Severity.WARNING, "a reply refers only to messages of its channel", _reply_messages
    ),
    LintRule("channel/parameter", Severity.WARNING, "every parameter of an address is declared", _parameters),
    LintRule("channel/unused", Severity.INFO, "every channel is used by an operation", _unused),
    LintRule("channel/close-codes", Severity.INFO, "clients know every close code", _close_codes),
    LintRule("message/correlation", Severity.WARNING, "replies can be matched to requests", _correlation),
    LintRule("message/payload", Severity.INFO, "every message has a type", _payload),
    LintRule("message/description", Severity.INFO, "every message is documented", _words),
)
