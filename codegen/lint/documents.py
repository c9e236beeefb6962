"""Rules about the document as a whole, its tags and its channels."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.contract import MISSING
from codegen.diagnostics import Severity
from codegen.lint.rule import Finding, Rule, Subject
from codegen.load import At


def _no_server(subject: Subject) -> Iterator[Finding]:
    if subject.contract.operations and not subject.contract.servers:
        root = subject.library.position(At(subject.documents[0].resolve()))
        yield Finding("no server is declared", root, "clients then have no address to start from")


def _undeclared_tag(subject: Subject) -> Iterator[Finding]:
    declared = set()
    for document in subject.documents:
        tags = subject.find(At(document.resolve()) / "tags")
        declared |= {tag.get("name") for tag in tags if isinstance(tag, dict)} if isinstance(tags, list) else set()
    for operation in subject.operations():
        written = subject.members(operation.position).get("tags") or []
        for name in written if declared else []:
            if name not in declared:
                yield Finding(
                    f"{operation.id} has the tag {name!r}, which the document does not declare", operation.position
                )


def _untagged_message(subject: Subject) -> Iterator[Finding]:
    for channel in subject.contract.channels:
        for keys in (channel.receives, channel.sends):
            messages = [subject.contract.messages[key] for key in keys]
            if len(messages) > 1:
                for message in messages:
                    if message.tag is MISSING:
                        yield Finding(
                            f"nothing tells {message.key} from the other messages of channel {channel.key}",
                            message.position,
                            "give every payload a required member with a constant of its own, e.g. type",
                        )


RULES = (
    Rule("server/none", Severity.INFO, "a client knows where to start", _no_server),
    Rule("tag/undeclared", Severity.INFO, "a tag that is misspelt is noticed", _undeclared_tag),
    Rule("message/untagged", Severity.WARNING, "a frame is decoded as what it is", _untagged_message),
)
