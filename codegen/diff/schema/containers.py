"""What changes in the keywords of arrays and objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from codegen.diff.schema.events import Event
from codegen.diff.schema.scalars import Make, compare_sizes
from codegen.diff.schema.shape import Shape
from codegen.diff.schema.terms import LocatedSchema, Term, names
from codegen.load import At

Child = Callable[[Term, Term, str], None]
"""Compares subschemas: (old term, new term, where)."""


def compare_arrays(old: Shape, new: Shape, where: str, make: Make, child: Child) -> Iterator[Event]:
    yield from compare_sizes(old, new, make, "items", "minItems", "maxItems")
    unique = [any(value is True for value, _ in shape.holding("uniqueItems")) for shape in (old, new)]
    if unique[0] != unique[1]:
        event_type = "unique-items-added" if unique[1] else "unique-items-removed"
        yield make(event_type, "uniqueItems", old.place("uniqueItems"), new.place("uniqueItems"))
    slots = max(old.slots(), new.slots())
    for index in range(slots):
        _below(old, new, old.item(index), new.item(index), f"{where}[{index}]", child)
    _below(old, new, old.item(None), new.item(None), f"{where}[]", child)


def _below(old: Shape, new: Shape, before: Term, after: Term, where: str, child: Child) -> None:
    if before or after:
        child(before or (LocatedSchema(True, old.at),), after or (LocatedSchema(True, new.at),), where)


def compare_objects(old: Shape, new: Shape, where: str, make: Make, child: Child) -> Iterator[Event]:
    yield from compare_sizes(old, new, make, "members", "minProperties", "maxProperties")
    entangled = names([*old.rest_schemas, *new.rest_schemas], {**old.terms.definitions, **new.terms.definitions})
    sealed = any(keyword == "unevaluatedProperties" for shape in (old, new) for keyword, _ in shape.rest.values())
    for name in dict.fromkeys([*old.named, *new.named]):
        events = list(_member(old, new, name, f"{where}.{name}", child))
        yield from events
        if (name in entangled or sealed) and any(e.kind in ("property-added", "property-removed") for e in events):
            yield make("constraint-changed", f"{name} is named by a condition, too", events[0].old, events[0].new)
    yield from _additional(old, new, where, make, child)
    yield from _patterns(old, new, where, make, child)
    for event_type, shape, other in (("dependency-removed", old, new), ("dependency-added", new, old)):
        for pair in shape.dependent.keys() - other.dependent.keys():
            at = shape.dependent[pair]
            here, there = (at, new.place("dependentRequired")) if shape is old else (old.place("dependentRequired"), at)
            yield make(event_type, f"{pair[0]} needs {pair[1]}", here, there)


def _member(old: Shape, new: Shape, name: str, where: str, child: Child) -> Iterator[Event]:
    before, after = old.member(name), new.member(name)
    if name in old.named and name in new.named:
        yield from _both(old, new, name, where, child)
        return
    if name in new.named:
        at, to = old.at / "properties" / name, _place(new, name)
        needed = name in new.required
        yield _of_member("required-property-added" if needed else "property-added", name, at, to, where)
        if _closed(before):
            yield _of_member("closed-property-added", name, at, to, where, "the old schema forbids it")
        elif before:
            child(before, after or (LocatedSchema(True, new.at),), where)
    else:
        at, to = _place(old, name), new.at / "properties" / name
        needed = name in old.required
        yield _of_member("required-property-removed" if needed else "property-removed", name, at, to, where)
        if _closed(after):
            yield _of_member("closed-property-removed", name, at, to, where, "the new schema forbids it")
        elif after:
            child(before or (LocatedSchema(True, old.at),), after, where)


def _both(old: Shape, new: Shape, name: str, where: str, child: Child) -> Iterator[Event]:
    before, after = old.member(name), new.member(name)
    at, to = _place(old, name), _place(new, name)
    hidden = [shape.hidden.get(name) for shape in (old, new)]
    if hidden[0] != hidden[1]:
        for access, change in ((hidden[0], "removed"), (hidden[1], "added")):
            if access:
                yield _of_member(f"{access}-{change}", name, at, to, where)
    elif not hidden[0]:
        child(before or (LocatedSchema(True, old.at),), after or (LocatedSchema(True, new.at),), where)
    if name in new.required and name not in old.required:
        yield _of_member("property-required", name, at, new.required[name], where)
    elif name in old.required and name not in new.required:
        yield _of_member("property-optional", name, old.required[name], to, where)


def _of_member(event_type: str, name: str, old: At, new: At, where: str, detail: str = "") -> Event:
    return Event(event_type, where, detail or name, old, new, name)


def _place(shape: Shape, name: str) -> At:
    return shape.properties[name][0].at if name in shape.properties else shape.required[name]


def _closed(term: Term) -> bool:
    return any(placed.schema is False or placed.schema == {"not": {}} for placed in term)


def _additional(old: Shape, new: Shape, where: str, make: Make, child: Child) -> Iterator[Event]:
    before, after = old.additional, new.additional
    at, to = old.place("additionalProperties"), new.place("additionalProperties")
    if before and after:
        if _closed(before) and _closed(after):
            return
        if _closed(before) or _closed(after):
            event_type = "additional-loosened" if _closed(before) else "additional-tightened"
            yield make(event_type, "closed -> typed" if _closed(before) else "typed -> closed", at, to)
        else:
            child(before, after, f"{where}.*")
    elif after:
        yield make("additional-tightened", "open -> closed" if _closed(after) else "open -> typed", at, to)
    elif before:
        yield make("additional-loosened", "closed -> open" if _closed(before) else "typed -> open", at, to)


def _patterns(old: Shape, new: Shape, where: str, make: Make, child: Child) -> Iterator[Event]:
    for pattern in dict.fromkeys([*old.patterns, *new.patterns]):
        before, after = tuple(old.patterns.get(pattern, ())), tuple(new.patterns.get(pattern, ()))
        if before and after:
            child(before, after, f"{where}./{pattern}/")
        else:
            at = before[0].at if before else old.place("patternProperties")
            to = after[0].at if after else new.place("patternProperties")
            yield make("constraint-changed", f"patternProperties {pattern}", at, to)
