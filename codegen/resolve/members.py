"""Names of what stands within something named: members, enum values, union cases, parameters; and of tags and such."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from codegen.contract import (
    Channel,
    ChannelOperation,
    Contract,
    Declaration,
    EnumType,
    EnumValue,
    Message,
    ObjectType,
    Operation,
    Parameter,
    Property,
    Ref,
    SecurityScheme,
    Tag,
    UnionCase,
    UnionType,
)
from codegen.parse.model import ParsedOperation
from codegen.resolve.names import Names


def settle_operations(
    parsed: Sequence[ParsedOperation], operations: Sequence[Operation], names: Names
) -> list[Operation]:
    """Words for all operations together; one without an id of its own gets the id that its words are."""
    unnamed = {p.id for p in parsed if not p.named}
    final = names.settle("operations", ((p.id, p.words) for p in parsed), unnamed)
    ids = {p.id: p.id if p.named else "-".join(name) for p, name in zip(parsed, final, strict=True)}
    return [
        replace(o, id=ids[o.id], words=name, callback_of=ids.get(o.callback_of, ""))
        for o, name in zip(operations, final, strict=True)
    ]


def settle_members(contract: Contract, names: Names) -> Contract:
    """The contract with final words everywhere else."""

    def of_operation(operation: Operation) -> Operation:
        return replace(operation, parameters=_parameters(operation.id, operation.parameters, names))

    channels = _named("channels", contract.channels, [c.key for c in contract.channels], names)
    channel_operations = contract.channel_operations
    schemes, messages = contract.security_schemes, contract.messages
    return replace(
        contract,
        types={key: _declaration(declared, names) for key, declared in contract.types.items()},
        operations=tuple(map(of_operation, contract.operations)),
        webhooks=tuple(map(of_operation, contract.webhooks)),
        callbacks=tuple(map(of_operation, contract.callbacks)),
        tags=_named("tags", contract.tags, [tag.name for tag in contract.tags], names),
        channels=tuple(replace(c, parameters=_parameters(c.key, c.parameters, names)) for c in channels),
        channel_operations=_named("channel operations", channel_operations, [o.id for o in channel_operations], names),
        messages=dict(zip(messages, _named("receivers", messages.values(), list(messages), names), strict=True)),
        security_schemes=dict(
            zip(schemes, _named("security schemes", schemes.values(), list(schemes), names), strict=True)
        ),
    )


T = TypeVar("T", Tag, Channel, ChannelOperation, Message, SecurityScheme, Property, EnumValue, UnionCase, Parameter)


def _named(scope: str, listed: Iterable[T], identities: Sequence[str], names: Names) -> tuple[T, ...]:
    every = list(listed)
    final = names.settle(scope, ((one, item.words) for one, item in zip(identities, every, strict=True)))
    return tuple(replace(item, words=name) for item, name in zip(every, final, strict=True))


def _declaration(declared: Declaration, names: Names) -> Declaration:
    match declared:
        case ObjectType(properties=listed):
            found = _named(f"members/{declared.name}", listed, [p.wire for p in listed], names)
            return replace(declared, properties=found)
        case EnumType(values=values):
            spelled = [v.value if isinstance(v.value, str) else json.dumps(v.value) for v in values]
            return replace(declared, values=_named(f"members/{declared.name}", values, spelled, names))
        case UnionType(cases=cases):
            kinds = [_identity(case) for case in cases]
            return replace(declared, cases=_named(f"members/{declared.name}", cases, kinds, names))
        case _:
            return declared


def _identity(case: UnionCase) -> str:
    return case.type.name if isinstance(case.type, Ref) else str(case.type)


def _parameters(owner: str, listed: Sequence[Parameter], names: Names) -> tuple[Parameter, ...]:
    return _named(f"parameters/{owner}", listed, [f"{p.place} {p.wire}" for p in listed], names)
