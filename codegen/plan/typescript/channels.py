"""Channels of a Contract as TypeScript methods that open a connection."""

from __future__ import annotations

from collections.abc import Sequence

from codegen.contract import Channel, Payload
from codegen.naming import pascal
from codegen.plan.typescript.literals import comment, literals, members, prose, text
from codegen.plan.typescript.operations import Inputs, TypeNames, path_text
from codegen.plan.typescript.plans import Plans
from codegen.plan.typescript.types import Spelling
from codegen.plan.typescript.views import ChannelView, ConstantView


def plan_channels(channels: Sequence[Channel], spelling: Spelling, plans: Plans, names: TypeNames) -> list[ChannelView]:
    """One for each channel with an address. What the application sends comes in here, and the other way round.

    What the channels refer to is recorded in the imports of `spelling`.
    """
    addressed = [channel for channel in channels if channel.address is not None]
    methods = members(channel.words for channel in addressed)
    own = plans.inside(spelling.imports)
    return [_channel(c, name, spelling, own, names) for c, name in zip(addressed, methods, strict=True)]


def _channel(channel: Channel, name: str, spelling: Spelling, plans: Plans, names: TypeNames) -> ChannelView:
    # A WebSocket of the platform's carries no headers of one's own.
    parameters = [p for p in channel.parameters if p.place in ("path", "query")]
    needed = any(p.required or p.place == "path" for p in parameters)
    base, inputs = pascal(channel.words), Inputs(parameters)
    given = names.new(f"{base}Input") if parameters else ""
    arguments = [f"input: {given}{'' if needed else ' = {}'}"] if given else []
    lines = [f"path: {text(path_text('/' + (channel.address or '').lstrip('/')))},"]
    if parameters:
        lines += inputs.specs(plans, spelling.imports)
    uses = [sorted(use.scheme for use in option) for option in channel.security]
    if any(uses):
        lines.append(f"security: [{', '.join(literals(option) for option in uses)}],")
    directions = (("incoming", channel.sends_type), ("outgoing", channel.receives_type))
    for direction, payload in directions:
        plan = "" if payload is None else plans.of(payload.type)
        lines += [f"{direction}: {plan},"] if plan else []
    return ChannelView(
        name=name,
        doc=comment(channel.doc, indent=2) or prose(channel.address or "", 2),
        parameters=", ".join([*arguments, "options?: ChannelOptions"]),
        input=given,
        members=tuple(inputs.members(spelling)),
        given="input" if given else "{}",
        incoming=names.new(f"{base}Incoming"),
        incoming_type=_type(channel.sends_type, spelling, newer=True),
        outgoing=names.new(f"{base}Outgoing"),
        outgoing_type=_type(channel.receives_type, spelling),
        constant=ConstantView(f"{name}Spec", "ChannelSpec", tuple(lines)),
    )


def _type(payload: Payload | None, spelling: Spelling, newer: bool = False) -> str:
    return "never" if payload is None else spelling.of(payload.type, newer)
