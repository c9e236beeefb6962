"""What changes in the keywords of numbers, strings and of any type: bounds, patterns, formats, and what is left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from codegen.contract import JSON
from codegen.diff.schema.events import Event
from codegen.diff.schema.shape import Shape, numbers
from codegen.load import At

TEETH = frozenset({
    "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
    "uri-reference", "iri", "iri-reference", "uri-template", "uuid", "json-pointer", "relative-json-pointer", "regex",
    "int32", "int64",
})  # fmt: skip
"""Formats that a validator enforces; the others only name a type."""

Make = Callable[[str, str, At, At], Event]
"""(kind, detail, old place, new place) -> the event, with its `where`."""


def said(value: JSON) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) < 60 else f"{text[:57]}…"


def compare_numbers(old: Shape, new: Shape, make: Make) -> Iterator[Event]:
    if old.integer != new.integer:
        change, words = ("type-widened", "integer -> number") if old.integer else ("type-narrowed", "number -> integer")
        yield make(change, words, old.place("type"), new.place("type"))
    integers = old.integer and new.integer
    yield from _bound(old, new, make, "range", ("minimum", "exclusiveMinimum"), -1, integers)
    yield from _bound(old, new, make, "range", ("maximum", "exclusiveMaximum"), 1, integers)
    yield from _multiples(old, new, make)
    yield from compare_formats(old, new, make)


def _bound(
    old: Shape, new: Shape, make: Make, event_type: str, keywords: tuple[str, ...], sign: int, integers: bool = False
) -> Iterator[Event]:
    """The tightest upper (`sign` 1) or lower (-1) bound of both sides."""
    ends = []
    for shape in (old, new):
        bounds = []
        for value, keyword, at in numbers(shape, keywords):
            exclusive = keyword.startswith("exclusive")
            if integers and exclusive and float(value).is_integer():
                bounds.append((sign * (value - sign), 0, f"{keyword} {said(value)}", at))
            else:
                bounds.append((sign * value, -int(exclusive), f"{keyword} {said(value)}", at))
        ends.append(min(bounds, default=(float("inf"), 0, f"no {keywords[0]}", shape.at / keywords[0])))
    before, after = ends
    if before[:2] != after[:2]:
        change = "tightened" if after[:2] < before[:2] else "loosened"
        yield make(f"{event_type}-{change}", f"{before[2]} -> {after[2]}", before[3], after[3])


def compare_sizes(old: Shape, new: Shape, make: Make, event_type: str, least: str, most: str) -> Iterator[Event]:
    """minLength and its like, whose default is 0, and maxLength and its like."""
    ends = []
    for shape in (old, new):
        lower_bound = max(numbers(shape, (least,)), default=(0, least, shape.at / least))
        ends.append((max(0, lower_bound[0]), lower_bound[2]))
    (before, at), (after, to) = ends
    if before != after:
        change = "tightened" if after > before else "loosened"
        yield make(f"{event_type}-{change}", f"{least} {said(before)} -> {said(after)}", at, to)
    yield from _bound(old, new, make, event_type, (most,), 1)


def _multiples(old: Shape, new: Shape, make: Make) -> Iterator[Event]:
    before, after = ({value: at for value, _, at in numbers(shape, ("multipleOf",))} for shape in (old, new))
    words = f"multipleOf {_listed(before)} -> {_listed(after)}"
    at, to = old.place("multipleOf"), new.place("multipleOf")
    if any(not _divided(value, before) for value in after):
        yield make("multiple-tightened", words, at, to)
    if any(not _divided(value, after) for value in before):
        yield make("multiple-loosened", words, at, to)


def _divided(value: float, others: dict[float, At]) -> bool:
    """Whether what is a multiple of one of the others is a multiple of `value` (integers only)."""
    whole = float(value).is_integer() and value != 0
    return value in others or (whole and any(float(o).is_integer() and o % value == 0 for o in others))


def _listed(values: dict[float, At]) -> str:
    return " and ".join(map(said, values)) or "none"


def compare_strings(old: Shape, new: Shape, make: Make) -> Iterator[Event]:
    yield from compare_sizes(old, new, make, "length", "minLength", "maxLength")
    before, after = (dict(shape.holding("pattern")) for shape in (old, new))
    yield from _replaced(old, new, make, "pattern", before, after)
    yield from compare_formats(old, new, make)


def compare_formats(old: Shape, new: Shape, make: Make) -> Iterator[Event]:
    before, after = ({v: at for v, at in shape.holding("format") if v in TEETH} for shape in (old, new))
    if set(before) == {"int32"} and set(after) == {"int64"}:
        yield make("format-removed", "format int32 -> int64, which is wider", old.place("format"), new.place("format"))
    elif set(before) == {"int64"} and set(after) == {"int32"}:
        yield make("format-added", "format int64 -> int32, which is narrower", old.place("format"), new.place("format"))
    else:
        yield from _replaced(old, new, make, "format", before, after)
    if set(before) == set(after):
        for keyword in ("format", "contentEncoding", "contentMediaType"):
            hints = [{said(v) for v, _ in shape.holding(keyword)} for shape in (old, new)]
            if hints[0] != hints[1]:
                words = " -> ".join(", ".join(sorted(h)) or "none" for h in hints)
                yield make("format-hint-changed", f"{keyword} {words}", old.place(keyword), new.place(keyword))


def _replaced(
    old: Shape, new: Shape, make: Make, keyword: str, before: dict[JSON, At], after: dict[JSON, At]
) -> Iterator[Event]:
    """Assertions that are either there or not: all of them hold."""
    gone = {value: at for value, at in before.items() if value not in after}
    come = {value: at for value, at in after.items() if value not in before}
    if gone and come:
        at, to = next(iter(gone.values())), next(iter(come.values()))
        yield make(f"{keyword}-changed", f"{keyword} {said(next(iter(gone)))} -> {said(next(iter(come)))}", at, to)
    elif come:
        yield make(
            f"{keyword}-added", f"{keyword} {said(next(iter(come)))}", old.place(keyword), next(iter(come.values()))
        )
    elif gone:
        yield make(
            f"{keyword}-removed", f"{keyword} {said(next(iter(gone)))}", next(iter(gone.values())), new.place(keyword)
        )


def compare_rest(old: Shape, new: Shape, make: Make) -> Iterator[Event]:
    """Keywords that only equality is known of: not, if, contains, propertyNames, what was too much to multiply out."""
    gone = {text: place for text, place in old.rest.items() if text not in new.rest}
    come = {text: place for text, place in new.rest.items() if text not in old.rest}
    naming = old.kind == "object"  # then members may have moved from one part to another
    if (gone and come) or (naming and (gone or come)):
        keyword, at = next(iter((gone or come).values()))
        other, to = next(iter((come or gone).values()))
        at, to = (at if gone else old.at / keyword), (to if come else new.at / other)
        yield make("constraint-changed", f"{keyword if gone else other} changed", at, to)
    elif come:
        keyword, to = next(iter(come.values()))
        yield make("constraint-added", keyword, old.at / keyword, to)
    elif gone:
        keyword, at = next(iter(gone.values()))
        yield make("constraint-removed", keyword, at, new.at / keyword)
