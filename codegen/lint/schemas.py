"""Rules about schemas: ambiguous unions, missing bounds, unused components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from codegen.contract import JSON, Contract, ObjectType, Probe, Type, UnionType
from codegen.diagnostics import Severity
from codegen.lint.rule import LintFinding, LintRule, Subject
from codegen.load import At, Library
from codegen.resolve.walk import parts, references

_BOUNDS = {
    "string": ("maxLength", "enum", "const", "pattern", "format"),
    "array": ("maxItems", "enum", "const"),
}


def _ambiguous(subject: Subject) -> Iterator[LintFinding]:
    channels = {channel.position for channel in subject.contract.channels}  # their frames: message/untagged
    for union in subject.contract.types.values():
        if not isinstance(union, UnionType) or union.discriminator is not None or union.position in channels:
            continue
        for first, second in combinations(union.cases, 2):
            if "object" in first.probe.types and "object" in second.probe.types and overlap(first.probe, second.probe):
                names = f"{'-'.join(first.words)} and {'-'.join(second.words)}"
                yield LintFinding(
                    f"{names} of {union.name} cannot be distinguished by their shape",
                    union.position,
                    "give each a required property with a distinct constant, for example kind",
                )
                break


def overlap(left: Probe, right: Probe) -> bool:
    """Whether an object can pass both probes."""
    for first, second in ((left, right), (right, left)):
        if first.closed is not None and set(second.required) - set(first.closed):
            return False
    for member in set(left.required) & set(right.required):
        constants, others = dict(left.constants).get(member), dict(right.constants).get(member)
        if constants and others and not any(_same(a, b) for a in constants for b in others):
            return False
        types, their = dict(left.members).get(member), dict(right.members).get(member)
        if types and their and not _meet(types, their):
            return False
    return True


def _same(first: JSON, second: JSON) -> bool:
    """Equal as JSON: true is not 1."""
    return bool(first == second) and isinstance(first, bool) == isinstance(second, bool)


def _meet(first: Iterable[str], second: Iterable[str]) -> bool:
    wide = [{*types, *(("integer",) if "number" in types else ())} for types in (first, second)]
    return bool(wide[0] & wide[1])


def _unbounded_strings(subject: Subject) -> Iterator[LintFinding]:
    yield from _without_bound(subject, "string", "maxLength")


def _unbounded_arrays(subject: Subject) -> Iterator[LintFinding]:
    yield from _without_bound(subject, "array", "maxItems")


def _without_bound(subject: Subject, json_type: str, bound: str) -> Iterator[LintFinding]:
    """Members of what a client sends; a server has to take them at any size."""
    for name in sorted(received(subject.contract)):
        declaration = subject.contract.types[name]
        for member in declaration.properties if isinstance(declaration, ObjectType) else ():
            schema = subject.members(member.position)
            if json_type in _types(schema) and not any(key in schema for key in _BOUNDS[json_type]):
                yield LintFinding(f"{name}.{member.wire} has no {bound}", member.position)


def _types(schema: dict[str, JSON]) -> list[JSON]:
    declared = schema.get("type")
    return declared if isinstance(declared, list) else [declared]


def received(contract: Contract) -> set[str]:
    """The declarations that a request body or a message to the server can hold."""
    roots: list[Type] = [m.payload.type for o in contract.operations if o.body for m in o.body.content]
    roots += [contract.messages[key].payload.type for channel in contract.channels for key in channel.receives]
    names: set[str] = set()
    open_ = [name for root in roots for name in references(root)]
    while open_:
        name = open_.pop()
        if name not in names and name in contract.types:
            names.add(name)
            open_ += [other for part in parts(contract.types[name]) for other in references(part)]
    return names


def _unused(subject: Subject) -> Iterator[LintFinding]:
    contract = subject.contract
    if not (contract.operations or contract.webhooks or contract.channels):
        return  # a library of schemas: others use them
    used = set(_targets(subject.library))
    for document in subject.documents:
        root = At(document.resolve())
        components = subject.find(root / "components")
        for section, members in components.items() if isinstance(components, dict) else ():
            if section in ("securitySchemes", "operations") or not isinstance(members, dict):
                continue
            for name, value in members.items():
                at = root / "components" / section / name
                if at not in used and not name.startswith("x-") and not _implied(subject.library, at, value):
                    yield LintFinding(f"nothing refers to {section}/{name}", subject.library.position(at))


def _targets(library: Library) -> Iterator[At]:
    """Every place that a reference leads to, and those on the way to it."""
    for file in library.files:
        document = library.open(file)
        for reference in _references(document.data) if document else ():
            target = library.target(reference, At(file))
            while target is not None:
                yield target
                target = At(target.file, target.pointer.rpartition("/")[0]) if target.pointer else None


def _references(value: JSON) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "$ref" and isinstance(item, str):
                yield item
            elif key == "mapping" and isinstance(item, dict):
                yield from (
                    text if "/" in text else f"#/components/schemas/{text}"
                    for text in item.values()
                    if isinstance(text, str)
                )
            else:
                yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _implied(library: Library, at: At, schema: JSON) -> bool:
    """A schema that extends one with a discriminator is a case of it, though nothing refers to it."""
    for part in schema.get("allOf", ()) if isinstance(schema, dict) else ():
        reference = part.get("$ref") if isinstance(part, dict) else None
        target = library.target(reference, at) if isinstance(reference, str) else None
        try:
            parent = library.find(target) if target else None
        except KeyError:
            continue
        if isinstance(parent, dict) and "discriminator" in parent:
            return True
    return False


RULES = (
    LintRule("schema/ambiguous-union", Severity.WARNING, "every language selects the same case", _ambiguous),
    LintRule("schema/unbounded-string", Severity.INFO, "the size of input is bounded", _unbounded_strings),
    LintRule("schema/unbounded-array", Severity.INFO, "the size of input is bounded", _unbounded_arrays),
    LintRule("component/unused", Severity.WARNING, "every component is used", _unused),
)
