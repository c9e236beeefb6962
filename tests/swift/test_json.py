"""JSON through generated types in Swift: nothing is lost, what is newer than the code is kept, mistakes say where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.swift_package import Program

REQUIRED = {"typeList": None, "anyOfNull": None, "refOrNull": None, "nothing": None}
ROUND_TRIPS: list[tuple[str, Any]] = [
    ("Scalars", {}),
    ("Scalars", {"int64": 9007199254740993, "int64List": [9223372036854775807, -9223372036854775808]}),
    ("Scalars", {"integer": 9007199254740993, "hugeInteger": 9007199254740993, "double": 0.1, "float": 1e300}),
    ("Scalars", {"dateTime": "2026-01-02T03:04:05.123456789+02:00", "decimal": "0.10", "date": "2026-02-29"}),
    ("Scalars", {"constText": "fixed", "constObject": {"a": [1, None, "x"]}, "flag": False, "uuid": "A-B"}),
    ("Scalars", {"text": "\u0000\u2028\"\\/é😀", "later": {"deep": [1, 2.5, None, True, "x", {}]}}),
    ("Nullables", REQUIRED),
    ("Nullables", {**REQUIRED, "typeListTurned": None, "oneOfNull": None, "nullTwice": None, "unionOrNull": None}),
    ("Nullables", {**REQUIRED, "typeListTurned": 1, "oneOfNull": ["a"], "nullTwice": {"name": "a"}, "constNull": None}),
    ("Nullables", {**REQUIRED, "listOfNullable": ["a", None], "mapOfNullable": {"a": 1, "b": None}, "anything": None}),
    ("Nullables", {**REQUIRED, "allOfNullable": {"name": "a"}, "enumOrNull": "never seen", "enumWithNull": None}),
    ("Objects", {"open": {"x": 1, "y": 2.5, "z": None}, "map": {"a": 9007199254740993}, "mapOfMaps": {"b": {}}}),
    ("Objects", {"open": {"x": 0, "y": 0}, "tuple": ["a", {"x": 1, "y": 2}], "openTuple": [1, True, "more", "and more"]}),
    ("Objects", {"open": {"x": 0, "y": 0}, "typed": {"name": "a", "others": 1}, "diamond": {"id": "a", "right": 1}}),
    ("Objects", {"open": {"x": 0, "y": 0}, "free": {"a": None}, "anyList": [1, "a", None], "matrix": [[1, 0.5], []]}),
    ("Enums", {"order": "ASC", "odd": "never seen", "numbers": 17, "ratios": 0.5, "flags": True, "mixed": 1.5}),
    ("Enums", {"named": 10, "list": ["a", "z"], "described": "low", "mixed": None}),
    ("Unions", {"shape": {"kind": "circle", "radius": 1, "later": 1}, "value": 9007199254740993, "lists": [1, 2]}),
    ("Unions", {"shapes": [{"kind": "hexagon", "sides": [1]}, {"kind": "rectangle", "side": 2}], "flag": "yes"}),
    ("Unions", {"pet": {"petType": "Dog", "barks": True}, "version": {"version": 2, "b": "x"}, "single": {"kind": "circle", "radius": 2}}),
    ("Unions", {"animal": {"species": "fish", "fins": 2}, "inferred": {"op": "remove", "path": "/a"}, "flag": True}),
    ("Unions", {"contact": {"email": "a@b", "phone": "1"}, "nested": "text", "overlapping": {"id": "a", "extra": 1}}),
    ("Recursions", {"selfProperty": {"value": 1, "next": {"value": 2, "previous": None}, "previous": {"value": 0}}}),
    ("Recursions", {"throughArray": {"children": [{"children": []}]}, "throughMap": {"a": {"b": {}}, "c": {}}}),
    ("Recursions", {"throughUnion": {"left": {"negate": 1}, "right": 2}, "throughTuple": ["a", ["b", None]]}),
    ("Recursions", {"mutual": {"lays": {"becomes": {"lays": {}}}}, "three": {"blunts": {"cut": {"wraps": {}}}}}),
    ("Recursions", {"throughAllOf": {"name": "a", "boss": {"name": "b"}, "reports": [{"name": "c", "boss": {"name": "d"}}]}}),
    ("Recursions", {"alias": [None, True, 1.5, "a", {"b": []}], "inlineOwner": {"owned": {"by": {}, "again": {"by": {}}}}}),
]  # fmt: skip
CASES: list[tuple[str, Any, str]] = [
    ("Order", "ASC", "asc"),
    ("Order", "Asc", "asc2"),
    ("Order", "later", "unknown"),
    ("Odd", "class", "class"),
    ("Odd", "self", "self_"),
    ("Odd", "unknown", "unknown_"),
    ("Shape", {"kind": "circle", "radius": 1}, "circle"),
    ("Shape", {"kind": "rectangle", "side": 1}, "square"),
    ("Shape", {"kind": "hexagon"}, "unknown"),
    ("Shape", {}, "unknown"),
    ("Pet", {"petType": "Cat"}, "cat"),
    ("Value", "text", "string"),
    ("Value", 1, "int64"),
    ("Value", True, "boolean"),
    ("Value", {"value": 1}, "value"),
    ("Value", {"other": 1}, "unknown"),
    ("Value", None, "unknown"),
    ("Expression", 1.5, "number"),
    ("Expression", {"left": 1, "right": {"negate": 2}}, "sum"),
    ("Expression", {"negate": {"left": 1, "right": 2}}, "negation"),
]
MISTAKES: list[tuple[str, Any, str]] = [
    ("Point", {"x": 1}, "/: wanted member y"),
    ("Point", [], "/: wanted an object, not []"),
    ("Objects", {"open": {"x": 1, "y": "2"}}, '/open/y: wanted a number, not "2"'),
    ("Objects", {"open": {"x": 0, "y": 0}, "tuple": ["a"]}, "/tuple"),
    ("Objects", {"open": {"x": 0, "y": 0}, "matrix": [[1], ["a"]]}, '/matrix/1/0: wanted a number, not "a"'),
    ("Scalars", {"int32": 2147483648}, "/int32: wanted an integer of 32 bits, not 2147483648"),
    ("Scalars", {"integer": 1.5}, "/integer: wanted an integer of 64 bits, not 1.5"),
    ("Scalars", {"dateTime": "yesterday"}, "/dateTime: wanted a date-time"),
    ("Scalars", {"text": None}, "/text: wanted a string, not null"),
    ("Shape", {"kind": "circle"}, "/: wanted member radius"),
]


def read(programs: Mapping[str, Program], samples: list[tuple[str, Any]]) -> list[Any]:
    return programs["TortureAPIProgram"].lines("json", given=[{"type": name, "json": json} for name, json in samples])


def test_reading_then_writing_is_the_identity(programs: Mapping[str, Program]) -> None:
    found = read(programs, ROUND_TRIPS)
    assert [line.get("json", line) for line in found] == [json for _, json in ROUND_TRIPS]


def test_integers_and_fractions_stay_what_they_are(programs: Mapping[str, Program]) -> None:
    (line,) = read(programs, [("Scalars", {"int64": 2**63 - 1, "wholeFloat": 2.5})])
    assert (line["json"]["int64"], type(line["json"]["int64"])) == (2**63 - 1, int)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-01-02T03:04:05.5+02:00", 1767315845.5),
        ("2024-02-29t23:59:60.25z", 1709251200.25),
        ("1969-12-31T23:59:59.75Z", -0.25),
        ("0001-01-01T00:00:00-00:00", -62135596800),
    ],
)
def test_a_date_time_is_a_moment_and_its_text(programs: Mapping[str, Program], text: str, seconds: float) -> None:
    (line,) = read(programs, [("Scalars", {"dateTime": text})])
    assert line["json"] == {"dateTime": text}
    assert line["dates"] == [seconds]


def test_each_value_is_the_case_that_it_should_be(programs: Mapping[str, Program]) -> None:
    found = read(programs, [(name, json) for name, json, _ in CASES])
    assert [line.get("case", line) for line in found] == [case for _, _, case in CASES]
    assert [line["json"] for line in found] == [json for _, json, _ in CASES]


def test_a_mistake_says_where_it_is_and_what_was_wanted(programs: Mapping[str, Program]) -> None:
    found = read(programs, [(name, json) for name, json, _ in MISTAKES])
    for line, (_, json, wanted) in zip(found, MISTAKES, strict=True):
        assert wanted in line.get("error", f"none for {json}")
