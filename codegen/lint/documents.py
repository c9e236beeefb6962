"""Rules about the document as a whole, its tags and its channels."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.contract import MISSING
from codegen.diagnostics import Severity
from codegen.lint.rule import LintFinding, LintRule, Subject
from codegen.load import At


def _no_server(subject: Subject) -> Iterator[LintFinding]:
    if subject.contract.operations and not subject.contract.servers:
        root = subject.library.position(At(subject.documents[0].resolve()))
        yield LintFinding("no server is declared", root, "clients have no address to connect to")


def _undeclared_tag(subject: Subject) -> Iterator[LintFinding]:
    declared = set()
    for document in subject.documents:
        tags = subject.find(At(document.resolve()) / "tags")
        declared |= {tag.get("name") for tag in tags if isinstance(tag, dict)} if isinstance(tags, list) else set()
    for operation in subject.operations():
        written = subject.members(operation.position).get("tags") or []
        for name in written if declared else []:
            if name not in declared:
                yield LintFinding(f"{operation.id} has the undeclared tag {name!r}", operation.position)


def _untagged_message(subject: Subject) -> Iterator[LintFinding]:
    for channel in subject.contract.channels:
        for keys in (channel.receives, channel.sends):
            messages = [subject.contract.messages[key] for key in keys]
            if len(messages) > 1:
                for message in messages:
                    if message.tag is MISSING:
                        yield LintFinding(
                            f"{message.key} cannot be distinguished from the other messages of channel {channel.key}",
                            message.position,
                            "give each payload a required property with a distinct constant, for example type",
                        )


RULES = (
    LintRule("server/none", Severity.INFO, "clients have an address to connect to", _no_server),
    LintRule("tag/undeclared", Severity.INFO, "misspelt tags are noticed", _undeclared_tag),
    LintRule("message/untagged", Severity.WARNING, "every frame identifies its message", _untagged_message),
)
