"""What the templates of target `swift` see: every string is final. `doc` holds whole lines of `///`."""

from __future__ import annotations

from dataclasses import dataclass

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A property of a struct."""

    doc: Lines
    declaration: str  # 'public var id: Int64', whole
    parameter: str  # of the initialiser: 'id: Int64', '' for a constant
    assignment: str  # in the initialiser: 'self.id = id', '' for a constant
    read: str  # a statement
    write: str  # a statement


@dataclass(frozen=True, slots=True)
class StructView:
    """An object."""

    name: str
    doc: Lines
    members: tuple[MemberView, ...]
    assigned: tuple[MemberView, ...]  # those that the initialiser sets
    binding: str  # 'var', or 'let' where there is no member to take
    parameters: str
    extra: str  # the type of members that no property names
    rest: str  # how they are read
    others: str  # how they are written


@dataclass(frozen=True, slots=True)
class TupleView:
    """A tuple: an array with a type per position."""

    name: str
    doc: Lines
    members: tuple[MemberView, ...]
    binding: str  # 'var', or 'let' where there is no item to take
    parameters: str
    end: str  # a statement after the last item was read, or nothing


@dataclass(frozen=True, slots=True)
class ValueView:
    """An enum's value."""

    name: str
    literal: str


@dataclass(frozen=True, slots=True)
class EnumView:
    name: str
    doc: Lines
    raw: str
    values: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A union's case. `test` is a pattern of the tag, or the shape that its values have."""

    name: str
    doc: Lines
    type: str
    reader: str  # the type where it begins an expression
    test: str


@dataclass(frozen=True, slots=True)
class UnionView:
    name: str
    doc: Lines
    keyword: str  # 'enum' or 'indirect enum'
    cases: tuple[CaseView, ...]
    tagged: tuple[CaseView, ...]  # by a discriminator: those that its tag selects
    shaped: tuple[CaseView, ...]  # the others, in the order in which they are tried
    tag: str  # the discriminating member as a literal, or nothing
    unknown: str  # the declaration of the case for values newer than this code
    unknown_pattern: str
    unknown_value: str


@dataclass(frozen=True, slots=True)
class WrapperView:
    """A list or map that contains itself, which a typealias cannot."""

    name: str
    doc: Lines
    type: str
    reader: str  # the type where it begins an expression


@dataclass(frozen=True, slots=True)
class AliasView:
    name: str
    doc: Lines
    type: str


@dataclass(frozen=True, slots=True)
class TypesView:
    """One file: declarations that need each other."""

    title: str
    structs: tuple[StructView, ...]
    tuples: tuple[TupleView, ...]
    enums: tuple[EnumView, ...]
    unions: tuple[UnionView, ...]
    wrappers: tuple[WrapperView, ...]
    aliases: tuple[AliasView, ...]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """A response: its case of an enum, and the arm of the `switch` that reads it."""

    doc: Lines
    case: str
    arm: str


@dataclass(frozen=True, slots=True)
class SumView:
    """An enum of several bodies of a request, or of several successes."""

    name: str
    doc: Lines
    cases: Lines


@dataclass(frozen=True, slots=True)
class MethodView:
    name: str
    doc: Lines
    parameters: str
    result: str  # ' -> Note', or nothing
    error: str
    call: str  # how the call begins: 'let' or 'var', and its initialiser
    fill: Lines  # statements that put parameters and body into the call
    successes: Lines  # arms of the switch
    failures: Lines
    errors: tuple[OutcomeView, ...]  # cases of the error
    sums: tuple[SumView, ...]
    capture: str  # what the reading closure captures: '[call] ', or nothing
    ending: str  # the code for every other status, or nothing


@dataclass(frozen=True, slots=True)
class TagView:
    """One file: the operations of a tag."""

    title: str
    name: str
    doc: Lines
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class CredentialView:
    """A security scheme."""

    name: str
    doc: Lines
    assignment: str  # in the initialiser
    key: str
    value: str  # the corresponding HTTPCredential


@dataclass(frozen=True, slots=True)
class TagMember:
    name: str
    type: str
    doc: Lines


@dataclass(frozen=True, slots=True)
class ChannelView:
    name: str
    connection: str
    doc: Lines
    incoming: str
    outgoing: str
    parameters: str
    call: str
    fill: Lines


@dataclass(frozen=True, slots=True)
class ClientView:
    title: str
    doc: Lines
    parameters: str
    authorise: str  # an argument of the sender, where there are credentials
    socket_member: Lines  # where there are channels
    socket_assignment: Lines
    tags: tuple[TagMember, ...]
    credentials: tuple[CredentialView, ...]
    credential_parameters: str


@dataclass(frozen=True, slots=True)
class ChannelsView:
    title: str
    channels: tuple[ChannelView, ...]


@dataclass(frozen=True, slots=True)
class PackageView:
    name: str  # a literal
