"""What a contract guards with security, for people, and where handlers' code says that it is open all the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codegen.contract import Contract, SecurityUse


@dataclass(frozen=True, slots=True)
class Guarded:
    """`name` is the operation or the channel; `security` what opens it: 'key and basic, or bearer (read)'."""

    name: str
    security: str


def find_guarded(contract: Contract) -> Iterator[Guarded]:
    """Operations that clients call and channels that refuse a caller without credentials."""
    for operation in contract.operations:
        if not operation.webhook and not operation.callback_of and is_guarded(operation.security):
            name = f"{operation.id}  {operation.method} {operation.path}"
            yield Guarded(name, describe_security(operation.security))
    for channel in contract.channels:
        if is_guarded(channel.security):
            yield Guarded(f"channel {channel.key}  {channel.address}", describe_security(channel.security))


def is_guarded(security: Sequence[Sequence[SecurityUse]]) -> bool:
    """As the generated server decides it: an alternative without schemes (`{}`) is for everybody."""
    return bool(security) and all(security)


def describe_security(security: Sequence[Sequence[SecurityUse]]) -> str:
    return ", or ".join(" and ".join(map(_use, requirement)) for requirement in security)


def _use(use: SecurityUse) -> str:
    return f"{use.scheme} ({', '.join(use.scopes)})" if use.scopes else use.scheme


def find_open(tree: ast.AST) -> Iterator[int]:
    """The lines of calls with `authenticate=OPEN`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "authenticate" and ast.unparse(keyword.value).rpartition(".")[2] == "OPEN":
                    yield keyword.value.lineno
