"""What the templates of target `typescript` see: every string is final. `doc` holds whole lines of comment."""

from __future__ import annotations

from dataclasses import dataclass

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member of an interface, or of an object type."""

    doc: Lines
    declaration: str  # 'limit?: number'


@dataclass(frozen=True, slots=True)
class TypeView:
    """A declaration: an interface where it has members, otherwise an alias."""

    doc: Lines
    head: str  # 'export interface Note {', or 'export type Id = string;' whole
    members: tuple[MemberView, ...]
    tail: Lines


@dataclass(frozen=True, slots=True)
class TypesView:
    title: str
    imports: Lines
    types: tuple[TypeView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """Where a declaration holds int64."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PlansView:
    title: str
    imports: Lines
    plans: tuple[PlanView, ...]


@dataclass(frozen=True, slots=True)
class ConstantView:
    """A specification that the runtime follows: name, type, and the lines of an object literal."""

    name: str
    type: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class MethodView:
    name: str
    doc: Lines
    parameters: str
    result: str  # the alias of all results
    cases: Lines  # its cases
    input: str  # the parameters' type; '' where there are none
    members: tuple[MemberView, ...]  # the parameters
    bodies: str  # the intersected type of the bodies: ' & ({ body: … } | …)', or nothing
    constant: ConstantView
    given: str  # the input as the method passes it on


@dataclass(frozen=True, slots=True)
class TagView:
    """One file: the operations of a tag."""

    title: str
    name: str
    doc: Lines
    imports: Lines
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A tag as a member of the client."""

    field: str
    type: str
    doc: Lines
    arguments: str


@dataclass(frozen=True, slots=True)
class SecretView:
    """A security scheme whose secret a client may be given."""

    doc: Lines
    declaration: str


@dataclass(frozen=True, slots=True)
class ClientView:
    title: str
    doc: Lines
    imports: Lines
    options: Lines  # members of the client's options in addition to those of a connection
    secrets: tuple[SecretView, ...]
    schemes: Lines  # members of the object literal
    extends: str  # the options of a connection that every client has
    caller: str  # arguments of the caller: the options as a connection, and how secrets are sent
    parameter: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class ChannelView:
    name: str
    doc: Lines
    parameters: str
    input: str
    members: tuple[MemberView, ...]
    given: str
    incoming: str  # a type's name
    incoming_type: str
    outgoing: str
    outgoing_type: str
    constant: ConstantView


@dataclass(frozen=True, slots=True)
class ChannelsView:
    title: str
    imports: Lines
    channels: tuple[ChannelView, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    title: str
    exports: Lines


@dataclass(frozen=True, slots=True)
class PackageView:
    """Every string is a JSON literal."""

    name: str
    version: str
    description: str
    node: str  # the versions of Node.js that the package supports
