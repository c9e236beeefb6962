"""The gate hides nothing: whatever pair of schemas, a verdict 'compatible' has no counter-example."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codegen.diff.model import Direction
from codegen.diff.pair import VersionPair
from codegen.diff.schema import events
from codegen.diff.schema.events import Kind
from codegen.diff.schema.values import validator
from codegen.diff.version import ContractVersion, read_version
from codegen.schema import children

JSON = Any
NAMES = st.sampled_from(["a", "b", "kind"])
VALUES = st.sampled_from(["x", "y", 0, 1, 2.5, None, True])
SIZES = st.integers(0, 3)
NUMBERS = st.sampled_from([-1, 0, 1, 2.5, 3])


def _scalars() -> st.SearchStrategy[JSON]:
    return st.one_of(
        st.just({}),
        st.just(True),
        st.builds(dict, enum=st.lists(VALUES, min_size=1, max_size=3, unique_by=json.dumps)),
        st.builds(dict, const=VALUES),
        st.fixed_dictionaries(
            {"type": st.sampled_from(["string", ["string", "null"]])},
            optional={
                "minLength": SIZES,
                "maxLength": SIZES,
                "pattern": st.sampled_from(["^x", "y$"]),
                "format": st.sampled_from(["date", "uuid", "password"]),
            },
        ),
        st.fixed_dictionaries(
            {"type": st.sampled_from(["integer", "number", ["integer", "null"], ["number", "string"]])},
            optional={
                "minimum": NUMBERS,
                "maximum": NUMBERS,
                "exclusiveMinimum": NUMBERS,
                "multipleOf": st.sampled_from([1, 2, 4, 0.5]),
                "format": st.sampled_from(["int32", "int64"]),
            },
        ),
        st.just({"type": "boolean"}),
        st.just({"type": "null"}),
        st.just({"$ref": "#/components/schemas/Named"}),
        st.just({"$ref": "#/components/schemas/Tree"}),
    )


def _containers(inner: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    objects = st.fixed_dictionaries(
        {"type": st.just("object"), "properties": st.dictionaries(NAMES, inner, max_size=3)},
        optional={
            "required": st.lists(NAMES, max_size=2, unique=True),
            "additionalProperties": st.one_of(st.booleans(), inner),
            "minProperties": SIZES,
            "maxProperties": st.integers(2, 4),
            "dependentRequired": st.dictionaries(NAMES, st.lists(NAMES, max_size=1), max_size=1),
        },
    )
    arrays = st.fixed_dictionaries(
        {"type": st.just("array"), "items": inner},
        optional={
            "minItems": SIZES,
            "maxItems": st.integers(1, 4),
            "uniqueItems": st.booleans(),
            "prefixItems": st.lists(inner, min_size=1, max_size=2),
        },
    )
    cases = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        objects,
        objects,
        arrays,
        st.builds(dict, oneOf=cases),
        st.builds(dict, anyOf=cases),
        st.builds(dict, allOf=st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda one, many: {**one, "anyOf": many}, objects, st.lists(objects, min_size=1, max_size=2)),
        st.builds(lambda one, many: {**one, "allOf": many}, objects, st.lists(objects, min_size=1, max_size=2)),
        st.builds(lambda one: {"not": one}, inner),
        st.builds(lambda one, two: {"if": one, "then": two}, objects, objects),
        st.builds(lambda one: {**one, "unevaluatedProperties": False}, objects),
    )


SCHEMAS = st.recursive(_scalars(), _containers, max_leaves=5)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[JSON, JSON]:
    """A schema and what an edit or two made of it; now and then two that have nothing to do with each other."""
    old = draw(SCHEMAS)
    if draw(st.integers(0, 5)) == 0:
        return old, draw(SCHEMAS)
    new = copy.deepcopy(old)
    for _ in range(draw(st.integers(1, 2))):
        new = _edited(draw, new)
    return (old, new) if draw(st.booleans()) else (new, old)


def _edited(draw: st.DrawFn, schema: JSON) -> JSON:
    """One edit somewhere: a keyword removed, replaced by another schema's, or a subschema replaced."""
    places = list(_places(schema, ()))
    path = draw(st.sampled_from(places))
    here: JSON = schema
    for token in path:
        here = here[token]
    if isinstance(here, dict) and here:
        choice = draw(st.integers(0, 3))
        other = draw(SCHEMAS)
        key = draw(st.sampled_from(sorted(here)))
        if choice == 0:
            made = {k: v for k, v in here.items() if k != key}
        elif choice == 1 and isinstance(other, dict):
            made = {**here, **other}
        elif choice == 2 and isinstance(here.get("properties"), dict):
            made = {**here, "properties": {**here["properties"], draw(NAMES): other}}
        elif choice == 3 and any(isinstance(here.get(k), list) and k in ("oneOf", "anyOf") for k in here):
            group = next(k for k in ("oneOf", "anyOf") if isinstance(here.get(k), list))
            made = {**here, group: [*here[group], other]}
        else:
            made = other
    else:
        made = draw(SCHEMAS)
    return _put(schema, path, made)


def _places(schema: JSON, path: tuple[Any, ...]) -> Any:
    yield path
    if isinstance(schema, dict):
        for key in ("properties",):
            for name, child in (schema.get(key) or {}).items():
                yield from _places(child, (*path, key, name))
        for key in ("items", "additionalProperties", "not"):
            if isinstance(schema.get(key), dict):
                yield from _places(schema[key], (*path, key))
        for key in ("oneOf", "anyOf", "allOf", "prefixItems"):
            for index, child in enumerate(schema.get(key) or ()):
                yield from _places(child, (*path, key, index))


def _put(schema: JSON, path: tuple[Any, ...], made: JSON) -> JSON:
    if not path:
        return made
    copied = dict(schema) if isinstance(schema, dict) else list(schema)
    copied[path[0]] = _put(copied[path[0]], path[1:], made)
    return copied


def side(folder: Path, name: str, schema: JSON) -> ContractVersion:
    """A contract that receives the schema and sends it."""
    content = {"application/json": {"schema": schema}}
    file = folder / f"{name}.json"
    tree = {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Tree"}, "kind": {"const": "tree"}}}
    named = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"const": "named"}, "b": {"type": "integer"}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/": {
                "post": {
                    "operationId": "x",
                    "requestBody": {"content": content},
                    "responses": {"200": {"description": "", "content": content}},
                }
            }
        },
        "components": {"schemas": {"Tree": tree, "Named": named}},
    }
    file.write_text(json.dumps(document))
    return read_version([file])


# ---- values, and who may send them -----------------------------------------------------------------------------------

SCALARS: list[JSON] = [None, True, False, -1, 0, 1, 2, 2.5, 3, 4, 2**31, 2**63, "", "x", "y", "xy", "xyz", "2020-01-01"]
FEW: list[JSON] = [None, True, 0, 1, 2.5, "x", "y", "named"]


def pool() -> Iterator[JSON]:
    """Small values of every shape that the schemas above can speak of."""
    chance = random.Random(1)
    members = [dict(zip(names, values, strict=True)) for names, values in _members(chance)]
    members += [{}, {"z": 1}, {"kind": "tree", "a": {"kind": "tree"}}, {"kind": "named", "b": 1}]
    nested = [*chance.sample(members, 60), [], ["x"], [1]]
    yield from SCALARS
    yield from ([], *([one] for one in SCALARS), *([one, two] for one in FEW for two in FEW))
    yield from ([one, one, two] for one in FEW for two in FEW)
    yield from members
    for value in nested:
        yield from ({name: value} for name in ("a", "b", "kind"))
        yield from ({"a": value, "kind": "named"}, {"a": value, "b": 0}, [value], ["x", value])


def _members(chance: random.Random) -> Iterator[tuple[tuple[str, ...], tuple[JSON, ...]]]:
    for count in (1, 2, 3):
        for names in combinations(("a", "b", "kind"), count):
            for values in product(FEW, repeat=count):
                if count < 3 or chance.random() < 0.3:
                    yield names, values


POOL = list(pool())
BESIDE = ("allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas")  # of the same value, not of a part of it


def sealed(schema: JSON, root: bool = True) -> JSON:
    """The schema for a sender that invents no member: what nothing names is forbidden, at every level."""
    if not isinstance(schema, dict):
        return {"unevaluatedProperties": False} if schema is True and root else schema
    found = {k: v for k, v in schema.items() if not (k == "additionalProperties" and v in (True, {}))}
    for tokens, child in children(dict(found)):
        if tokens[0] in ("not", "if"):
            continue
        made = sealed(child, tokens[0] not in BESIDE)
        found = {
            **found,
            tokens[0]: made
            if len(tokens) == 1
            else _put(found[tokens[0]], (_step(tokens[1], found[tokens[0]]),), made),
        }
    return {"unevaluatedProperties": False, **found} if root else found


def _step(token: str, holder: JSON) -> str | int:
    return int(token) if isinstance(holder, list) else token


def counterexamples(old: JSON, new: JSON) -> tuple[int, list[str]]:
    """How many ways are called compatible (and have values to try), and the values that refute one of them."""
    with TemporaryDirectory() as folder:
        pair = VersionPair(side(Path(folder), "old", old), side(Path(folder), "new", new), date(2026, 1, 1), 0)
        comparison, roots = pair.compared
    tried, refuted = 0, []
    for payload, root in roots:
        receives = payload.direction is Direction.RECEIVES
        if any(event.narrows if receives else event.widens for event in comparison.events(root)):
            continue
        sender, receiver = (comparison.old, comparison.new) if receives else (comparison.new, comparison.old)
        sent, taken = (payload.old, payload.new) if receives else (payload.new, payload.old)
        closed = {name: sealed(schema, False) for name, schema in sender.definitions.items()}
        admits = [validator([sent.schema], sender.definitions), validator([sealed(sent.schema)], closed)]
        accepts = validator([taken.schema], receiver.definitions)
        values = [value for value in POOL if all(one.is_valid(value) for one in admits)]
        tried += bool(values)
        refuted += [f"{payload.direction} {json.dumps(value)}" for value in values if not accepts.is_valid(value)]
    return tried, refuted


def hold(old: JSON, new: JSON) -> None:
    _, refuted = counterexamples(old, new)
    assert not refuted, f"{refuted[:3]}\nold {json.dumps(old)}\nnew {json.dumps(new)}"


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_what_is_called_compatible_has_no_counterexample(both: tuple[JSON, JSON]) -> None:
    hold(*both)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_at_length(both: tuple[JSON, JSON]) -> None:
    hold(*both)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {"oneOf": [{}, {"const": None}]}),
        ({"anyOf": [{}], "oneOf": [{}]}, {"anyOf": [{"type": "boolean"}]}),
        ({"enum": ["x", "y"]}, {"oneOf": [{"enum": ["x", "y"]}, {"enum": ["y"]}]}),
        ({"enum": ["x", "xyz"]}, {"enum": ["x", "xyz"], "maxLength": 2}),
        (  # unevaluatedProperties in a case, and in a part that does not see its sibling
            {"oneOf": [{"type": "object", "unevaluatedProperties": False}]},
            {"oneOf": [{"type": "object", "properties": {"a": {}}, "unevaluatedProperties": False}]},
        ),
        (
            {"allOf": [{"type": "object", "unevaluatedProperties": False}, {"properties": {"b": {}}}]},
            {"allOf": [{"type": "object", "unevaluatedProperties": False}, {"properties": {"a": {}}}]},
        ),
        (  # oneOf becomes anyOf: what satisfied both cases was refused
            {"oneOf": [{"type": "object"}, {"type": "object", "anyOf": [{"type": "object"}]}]},
            {"anyOf": [{"type": "object"}, {"type": "object"}]},
        ),
        (  # the same cases in other groups
            {"anyOf": [{"oneOf": [{"maxLength": 1}, {"minLength": 0}]}, {"oneOf": [{"maximum": 1}, {"minimum": 0}]}]},
            {"anyOf": [{"oneOf": [{"maxLength": 1}, {"maximum": 1}]}, {"oneOf": [{"minLength": 0}, {"minimum": 0}]}]},
        ),
        (  # cases that require a member of which nothing more is said
            {"oneOf": [{"type": "object", "required": ["b"]}, {"type": "object", "required": ["b", "a"]}]},
            {"oneOf": [{"type": "object", "required": ["b"]}, {"type": "object", "required": ["a"]}]},
        ),
        (  # a member that moves from the base into a case, and changes on its way
            {"type": "object", "properties": {"a": {"type": "string"}}, "anyOf": [{"required": ["b"]}, {}]},
            {"type": "object", "anyOf": [{"properties": {"a": {"type": "integer"}}}]},
        ),
        (
            {"allOf": [{"properties": {"a": {"type": "string"}}}, {"type": "object"}]},
            {"allOf": [{"type": "object"}, {"properties": {"a": {"type": "integer"}}}]},
        ),
    ],
)
def test_what_once_slipped_through_or_might(old: JSON, new: JSON) -> None:
    hold(old, new)
    hold(new, old)


def test_the_trial_itself_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(events.KINDS, "range-tightened", Kind(narrows=False, widens=False))
    assert counterexamples({"type": "integer"}, {"type": "integer", "maximum": 1})[1] == [
        f"received {value}" for value in (2, 3, 4, 2**31, 2**63)
    ]
