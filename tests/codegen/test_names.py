"""Names: a function of the position alone, the same in all languages, and kept when something is added."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen import lock
from codegen.config import DEFAULT_TARGETS, of_documents
from codegen.contract import Contract, EnumType, ObjectType
from codegen.lock import LockError
from codegen.naming import camel, pascal, snake
from codegen.pipeline import generate, read_contract
from tests.support.shuffled import shuffled_copy, write

CONTRACTS = Path(__file__).parents[1] / "fixtures" / "contracts"
FIXTURES = [("notes", "openapi"), ("torture", "openapi"), ("chatroom", "asyncapi"), ("events", "openapi"),
            ("auth", "openapi"), ("split", "openapi")]  # fmt: skip


def trees(
    document: Path, pins: lock.Scopes | None = None, folder: Path | None = None
) -> Mapping[str, Mapping[str, str]]:
    out = folder or document.parent / "out"
    if pins is not None:
        out.mkdir(exist_ok=True)
        (out / lock.FILE).write_text(lock.dump(pins))
    return generate(of_documents([document], out)).trees


@pytest.mark.parametrize(("fixture", "kind"), FIXTURES, ids=[fixture for fixture, _ in FIXTURES])
def test_how_a_document_is_arranged_changes_no_byte(tmp_path: Path, fixture: str, kind: str) -> None:
    source = CONTRACTS / fixture / "contract"
    before = generate(of_documents([source / f"{kind}.yaml"], tmp_path / "out"))
    other = shuffled_copy(source, tmp_path / "contract", seed=len(fixture))
    after = generate(of_documents([other / f"{kind}.yaml"], tmp_path / "out"))
    assert lock.dump(after.names) == lock.dump(before.names)
    for target in DEFAULT_TARGETS:
        assert after.trees[target] == before.trees[target]


def names_of(contract: Contract) -> dict[str, str]:
    """Every name in every case rule, by what bears it."""
    found: dict[str, tuple[str, ...]] = {}
    for key, declared in contract.types.items():
        if isinstance(declared, ObjectType):
            found |= {f"{key}.{p.wire}": p.words for p in declared.properties}
        if isinstance(declared, EnumType):
            found |= {f"{key}={v.value!r}": v.words for v in declared.values}
    found |= {f"type {d.position.file}{d.position.pointer} {key}": d.words for key, d in contract.types.items()}
    for o in contract.operations:
        found |= {f"{o.method} {o.path}": o.words} | {f"{o.id} {p.place} {p.wire}": p.words for p in o.parameters}
    found |= {f"tag {t.name}": t.words for t in contract.tags}
    return {what: f"{pascal(name)} {camel(name)} {snake(name)}" for what, name in found.items()}


MEETING: list[tuple[str, list[str], list[str]]] = [
    ("separators", ["foo-bar", "FooBar", "foo_bar"], ["foo_bar", "foo_bar_2", "foo_bar_3"]),
    ("case", ["ASC", "asc"], ["asc", "asc_2"]),
    ("words that run together", ["fooBar", "foobar"], ["foo_bar", "foobar_2"]),
    ("a number of one's own", ["a", "A", "a2"], ["a", "a_2", "a2_2"]),
    ("digits", ["1-2", "12"], ["v_1_2", "v_12_2"]),
    ("nothing but signs", ["", " ", "+", "-"], ["empty", "space", "plus", "minus"]),
    ("no sign that a name may have", ["😀", "😁"], ["u1f600", "u1f601"]),
    ("compatible signs", ["ﬁ", "fi"], ["fi", "fi_2"]),
    ("letters that gain marks in lower case", ["istanbul", "İstanbul"], ["istanbul", "istanbul_2"]),
]


@pytest.mark.parametrize(("case", "spelled", "want"), MEETING, ids=[case for case, _, _ in MEETING])
def test_one_rule_settles_names_that_meet(tmp_path: Path, case: str, spelled: list[str], want: list[str]) -> None:
    """Members, values of an enum, parameters: the first in order of code points keeps the plain name."""
    schemas = {
        "Object": {"type": "object", "properties": {name: {"type": "string"} for name in spelled}},
        "Enum": {"type": "string", "enum": [*spelled, "another"]},
    }
    parameters = [{"in": "query", "name": name or "empty", "schema": {"type": "string"}} for name in spelled]
    contract = contract_with(tmp_path, schemas, {"/x": {"get": {"parameters": parameters}}})
    members = {p.wire: snake(p.words) for p in object_of(contract, "Object").properties}
    enum = contract.types["Enum"]
    assert isinstance(enum, EnumType)
    values = {v.value: snake(v.words) for v in enum.values}
    by_order = (
        dict(zip(sorted(spelled), want, strict=True))
        if case != "nothing but signs"
        else dict(zip(spelled, want, strict=True))
    )
    assert members == by_order
    assert {k: v for k, v in values.items() if k != "another"} == by_order
    if case != "nothing but signs":
        assert {p.wire: snake(p.words) for p in contract.operations[0].parameters} == by_order


def test_types_that_meet_differ_without_regard_to_case(tmp_path: Path) -> None:
    named = {name: {"type": "object", "properties": {name: {}}} for name in ("foo-bar", "FooBar", "foo_bar", "FOOBAR")}
    contract = contract_with(tmp_path, named)
    assert {object_of(contract, key).properties[0].wire: key for key in contract.types} == {
        "FOOBAR": "Foobar", "FooBar": "FooBar2", "foo-bar": "FooBar3", "foo_bar": "FooBar4",
    }  # fmt: skip


def test_a_view_for_writing_takes_nobodys_name(tmp_path: Path) -> None:
    note = {"type": "object", "properties": {"id": {"type": "string", "readOnly": True}, "a": {"type": "string"}}}
    named = {"Note": note, "NoteWrite": {"type": "object", "properties": {"own": {"type": "string"}}}}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}
    contract = contract_with(tmp_path, named, {"/x": {"post": {"requestBody": body}}})
    assert sorted(contract.types) == ["Note", "NoteWrite", "NoteWrite2"]
    assert [p.wire for p in object_of(contract, "NoteWrite").properties] == ["own"]


def test_operations_with_and_without_an_id(tmp_path: Path) -> None:
    get: dict[str, Any] = {"responses": {"204": {"description": "x"}}}
    paths = {"/a/{b}": {"get": get}, "/a/b": {"get": get}, "/c": {"get": {**get, "operationId": "get-a-b"}}}
    contract = contract_with(tmp_path, {}, paths)
    assert {o.path: (o.id, snake(o.words)) for o in contract.operations} == {
        "/c": ("get-a-b", "get_a_b"), "/a/b": ("get-a-b-2", "get_a_b_2"), "/a/{b}": ("get-a-b-3", "get_a_b_3"),
    }  # fmt: skip


def test_a_name_of_any_length_fits_a_file(tmp_path: Path) -> None:
    long = {("Ä" * 40 + "x" * number): {"type": "object", "properties": {"a": {}}} for number in (300, 301)}
    made = generate(of_documents([document_with(tmp_path, long)], tmp_path / "out"))
    files = [name.rsplit("/", 1)[-1] for tree in made.trees.values() for name in tree]
    assert max(len(name.encode()) for name in files) <= 120
    assert len(made.contract.types) == 2


KEPT: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("a member", {"T": {"properties": {"foo_bar": {}}}}, {"T": {"properties": {"foo_bar": {}, "foo-bar": {}}}}),
    ("a value", {"T": {"enum": ["asc", "x"]}}, {"T": {"enum": ["ASC", "Asc", "asc", "x"]}}),
    ("a schema", {"foo_bar": {"properties": {"a": {}}}}, {"foo_bar": {"properties": {"a": {}}}, "FooBar": {}}),
    (
        "a component where an inline schema was",
        {"T": {"properties": {"a": {"properties": {"x": {}}}}}},
        {"T": {"properties": {"a": {"properties": {"x": {}}}}}, "TA": {"properties": {"y": {}}}},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "before", "after"), KEPT, ids=[case for case, _, _ in KEPT])
def test_what_is_added_later_stands_back(
    tmp_path: Path, case: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    del case
    old, pins = read(document_with(tmp_path, before))
    new, again = read(document_with(tmp_path, after), pins)
    assert names_of(old).items() <= names_of(new).items()
    fresh, _ = read(document_with(tmp_path, after))
    assert not names_of(old).items() <= names_of(fresh).items(), "without names.lock the old would be renamed"
    assert read(document_with(tmp_path, after), again)[1] == again, "and it stays so"


def test_what_became_a_component_gives_its_name_to_it(tmp_path: Path) -> None:
    body = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}
    inline = {
        "/x": {"post": {"operationId": "make", "requestBody": {"content": {"application/json": {"schema": body}}}}}
    }
    referring = copy.deepcopy(inline)
    referring["/x"]["post"]["requestBody"]["content"]["application/json"]["schema"] = {  # type: ignore[index]
        "$ref": "#/components/schemas/MakeRequest"
    }
    old, pins = read(document_with(tmp_path, {}, inline))
    new, _ = read(document_with(tmp_path, {"MakeRequest": body}, referring), pins)
    assert list(old.types) == list(new.types) == ["MakeRequest"]


def test_what_moves_to_another_place_keeps_its_name(tmp_path: Path) -> None:
    _, pins = read(document_with(tmp_path, {"Note": {"properties": {"a": {}}}}))
    (tmp_path / "other.yaml").write_text("Note: {type: object, properties: {a: {}}}\n")
    new, _ = read(document_with(tmp_path, {"Note": {"$ref": "other.yaml#/Note"}}), pins)
    assert list(new.types) == ["Note"]


def test_a_removal_renames_nothing_until_names_are_forgotten(tmp_path: Path) -> None:
    both: dict[str, Any] = {"T": {"properties": {"FooBar": {}, "foo_bar": {}}}}
    _, pins = read(document_with(tmp_path, both))
    one = document_with(tmp_path, {"T": {"properties": {"foo_bar": {}}}})
    assert snake(object_of(read(one, pins)[0], "T").properties[0].words) == "foo_bar_2"
    assert snake(object_of(read(one)[0], "T").properties[0].words) == "foo_bar"


NAMES = [
    "Note",
    "note",
    "NOTE",
    "Get-Note",
    "getNote",
    "List",
    "Error",
    "Result",
    "Problem",
    "a",
    "A_",
    "created-at",
    "new",
]


@given(seed=st.integers(0, 2**32))
@settings(max_examples=12, deadline=None)
def test_an_unrelated_addition_renames_nothing(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """A schema, an operation and a member with names that are likely to meet others: every old name stays."""
    folder, chance = tmp_path_factory.mktemp("added"), random.Random(seed)
    file = CONTRACTS / "notes/contract/openapi.yaml"
    document = json.loads(json.dumps(read_contract([file])[0].sources[0].document))
    write(folder / "openapi.yaml", document)
    old, pins = read(folder / "openapi.yaml")
    add(document, chance)
    write(folder / "openapi.yaml", document)
    new, _ = read(folder / "openapi.yaml", pins)
    assert names_of(old).items() <= names_of(new).items()


def add(document: dict[str, Any], chance: random.Random) -> None:
    schemas = document["components"]["schemas"]
    schemas.setdefault(
        chance.choice(NAMES), {"type": "object", "properties": {chance.choice(NAMES): {"enum": ["b", "B"]}}}
    )
    owner = chance.choice([s for s in schemas.values() if s.get("properties")])
    owner["properties"].setdefault(chance.choice(NAMES), {"type": "object", "properties": {"x": {"type": "string"}}})
    path, name = f"/{chance.choice(NAMES)}", f"{chance.choice(NAMES)}x"
    document["paths"].setdefault(path, {"get": {"operationId": name, "tags": [chance.choice(NAMES)],
                                                "responses": {"204": {"description": "Done."}}}})  # fmt: skip


@pytest.mark.parametrize("fixture", ["notes", "torture"])
def test_what_was_generated_only_grows(tmp_path: Path, fixture: str) -> None:
    """A new operation in a tag of its own and a new schema: old lines stay, in their order, in every file."""
    shuffled_copy(CONTRACTS / fixture / "contract", tmp_path, seed=0)
    file = tmp_path / "openapi.yaml"
    before = generate(of_documents([file], tmp_path / "out"))
    document = json.loads(json.dumps(before.contract.sources[0].document))
    document["paths"]["/added"] = {"get": {"operationId": "listAdded", "tags": ["added"],
                                           "responses": {"204": {"description": "Done."}}}}  # fmt: skip
    document["components"]["schemas"]["Added"] = {"type": "object", "properties": {"class": {"type": "string"}}}
    (tmp_path / "again").mkdir()
    write(tmp_path / "again" / "openapi.yaml", json.loads(json.dumps(before.contract.sources[0].document)))
    bundled = generate(of_documents([tmp_path / "again/openapi.yaml"], tmp_path / "out"))
    write(tmp_path / "again" / "openapi.yaml", document)
    after = trees(tmp_path / "again" / "openapi.yaml", bundled.names)
    for target, tree in bundled.trees.items():
        for name, content in tree.items():
            rest = iter([line.rstrip(",") for line in after[target][name].splitlines()])
            declared = [line.rstrip(",") for line in content.splitlines() if not line.startswith("from . import ")]
            assert [line for line in declared if line not in rest] == [], f"{target}/{name}"


def test_a_schema_stands_back_for_what_targets_have_made_of_an_operation(tmp_path: Path) -> None:
    file = CONTRACTS / "notes/contract/openapi.yaml"
    contract, _, _, names = read_contract([file])
    document = json.loads(json.dumps(contract.sources[0].document))
    document["components"]["schemas"]["CreateNoteError"] = {"type": "object", "properties": {"mine": {}}}
    write(tmp_path / "openapi.yaml", document)
    fresh, pinned = trees(tmp_path / "openapi.yaml"), trees(tmp_path / "openapi.yaml", names)
    operations = {name: tree["swift"] for name, tree in (("fresh", fresh), ("pinned", pinned))}
    errors = {
        name: next(text for file, text in tree.items() if file.endswith("NotesOperations.swift"))
        for name, tree in operations.items()
    }
    assert "enum CreateNoteError2: OperationError" in errors["fresh"]
    assert "enum CreateNoteError: OperationError" in errors["pinned"]


def test_the_lock_says_what_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / lock.FILE
    file.write_text("tags = [\n<<<<<<< ours\n")
    with pytest.raises(LockError, match=r"names.lock:2: .*version control"):
        lock.read(file)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCOPES = st.dictionaries(
    st.one_of(TEXT.filter(lambda t: t and "/" not in t), st.builds("members/{}".format, TEXT.filter(bool))),
    st.dictionaries(TEXT, st.lists(st.sampled_from(["foo", "bar", "2", "ä"]), min_size=1).map(" ".join), min_size=1),
    max_size=4,
).filter(lambda scopes: "members" not in scopes)


@given(SCOPES)
def test_the_lock_gives_back_what_was_written(scopes: dict[str, dict[str, str]]) -> None:
    assert lock.parse(lock.dump(scopes)) == scopes


def document_with(folder: Path, schemas: dict[str, Any], paths: dict[str, Any] | None = None) -> Path:
    head = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}}
    write(folder / "openapi.yaml", {**head, "paths": paths or {}, "components": {"schemas": schemas}})
    return folder / "openapi.yaml"


def contract_with(folder: Path, schemas: dict[str, Any], paths: dict[str, Any] | None = None) -> Contract:
    return read(document_with(folder, schemas, paths))[0]


def read(file: Path, pins: lock.Scopes | None = None) -> tuple[Contract, lock.Scopes]:
    """The contract, and the names.lock of it, through its text."""
    contract, _, _, names = read_contract([file], pins)
    return contract, lock.parse(lock.dump(names))


def object_of(contract: Contract, key: str) -> ObjectType:
    declared = contract.types[key]
    assert isinstance(declared, ObjectType)
    return declared
