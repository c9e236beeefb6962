"""Reading documents: what YAML means, where every mistake is, what a reference may reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.load import At
from codegen.pipeline import ContractError, load_contract
from tests.support.contracts import contract_of, shown

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n"

BROKEN = [  # document, rule, line
    ("openapi: 3.1.0\ninfo: {title: T\npaths: {}\n", "load/syntax", 3),
    ("openapi: 3.1.0\n  bad: [\n", "load/syntax", 2),
    ("", "load/empty", 1),
    (HEAD + "components:\n  schemas:\n    A: {type: string}\n    A: {type: integer}\n", "load/duplicate-key", 7),
    ('{"openapi": "3.1.0",\n "paths": {},\n "paths": {}}', "load/duplicate-key", 3),
    (HEAD + "a: &a [*a]\n", "load/syntax", 4),
    ("openapi: 4.0.0\ninfo: {title: T, version: '1'}\n", "spec/version", 1),
    ("swagger: '2.0'\n", "spec/version", 1),
    ("just: text\n", "spec/version", 1),
]


@pytest.mark.parametrize(("text", "rule", "line"), BROKEN)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str, rule: str, line: int) -> None:
    with pytest.raises(ContractError) as caught:
        contract_of(tmp_path, text)
    assert [(d.rule, d.line) for d in caught.value.diagnostics] == [(rule, line)]


def test_aliases_that_would_fill_the_memory_are_refused(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
    )
    with pytest.raises(ContractError) as caught:
        contract_of(tmp_path, HEAD + bomb)
    assert [d.rule for d in caught.value.diagnostics] == ["load/too-large"]


YAML = [  # YAML 1.2, not 1.1: what would surprise an author
    ("no", "no"), ("on", "on"), ("2026-11-22", "2026-11-22"), ("0o17", 15), ("017", 17), ("1e3", 1000.0), ("12:30", "12:30"),
    ("~", None), ("true", True), ("'true'", "true"), ("1_000", "1_000"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "want"), YAML)
def test_scalars_mean_what_yaml_1_2_says(tmp_path: Path, written: str, want: object) -> None:
    contract, _ = contract_of(tmp_path, HEAD + f"x-value: {written}\n")
    assert contract.sources[0].document["x-value"] == want


def test_a_dangling_reference_is_told_where_it_stands_and_admits_anything(tmp_path: Path) -> None:
    text = (
        HEAD
        + "components:\n  schemas:\n    A:\n      type: object\n      properties:\n        b: {$ref: '#/nowhere'}\n"
    )
    contract, diagnostics = contract_of(tmp_path, text)
    assert [(d.rule, d.line, d.pointer) for d in diagnostics] == [
        ("ref/dangling", 9, "/components/schemas/A/properties/b/$ref")
    ]
    assert shown(contract) == {"A": "{b~: any}"}


@pytest.mark.parametrize("reference", ["https://example.com/a.yaml", "../outside.yaml#/A", "/etc/passwd"])
def test_references_reach_no_further_than_the_contract(tmp_path: Path, reference: str) -> None:
    inside = tmp_path / "contract"
    inside.mkdir()
    (tmp_path / "outside.yaml").write_text("A: {type: string}\n")
    contract, diagnostics = contract_of(inside, HEAD + f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n")
    assert [d.rule for d in diagnostics] == ["ref/refused"]
    assert shown(contract) == {"A": "= any"}


@pytest.mark.parametrize(
    ("reference", "belongs"),
    [
        ("../common/schemas.yaml#/A", True),
        ("../common/deep/schemas.json#/A", True),
        ("../common/schemas.txt#/A", False),  # no document
        ("../.hidden/schemas.yaml#/A", False),
        ("../common/link.yaml#/A", False),  # it leads to the folder above
        ("../../far/schemas.yaml#/A", False),
    ],
)
def test_documents_in_a_folder_beside_belong_to_the_contract(tmp_path: Path, reference: str, belongs: bool) -> None:
    family = tmp_path / "family"
    for name in ("common/schemas.yaml", "common/deep/schemas.json", "common/schemas.txt", ".hidden/schemas.yaml"):
        (family / name).parent.mkdir(parents=True, exist_ok=True)
        (family / name).write_text('{"A": {"type": "string"}}')
    (tmp_path / "far").mkdir()
    (tmp_path / "far/schemas.yaml").write_text("A: {type: string}\n")
    (family / "common/link.yaml").symlink_to(tmp_path / "far/schemas.yaml")
    (family / "one").mkdir()
    text = HEAD + f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n"
    contract, diagnostics = contract_of(family / "one", text)
    assert [d.rule for d in diagnostics] == ([] if belongs else ["ref/refused"])
    assert shown(contract)["A"] == ("= string" if belongs else "= any")


def test_two_documents_share_the_schemas_of_a_third(tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("Note: {type: object, properties: {text: {type: string}}}\n")
    (tmp_path / "openapi.yaml").write_text(HEAD + "components: {schemas: {Note: {$ref: 'shared.yaml#/Note'}}}\n")
    (tmp_path / "asyncapi.yaml").write_text(
        "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nchannels:\n  c:\n    address: /c\n    messages:\n"
        "      note: {payload: {$ref: 'shared.yaml#/Note'}}\n"
    )
    contract, diagnostics = load_contract([tmp_path / "openapi.yaml", tmp_path / "asyncapi.yaml"])
    assert list(diagnostics) == []
    assert shown(contract) == {"Note": "{text~: string}"}
    assert contract.sources[0].document["components"]["schemas"] == {
        "Note": {"type": "object", "properties": {"text": {"type": "string"}}}
    }


def test_twins_in_two_files_stay_two(tmp_path: Path) -> None:
    for name, kind in (("a", "string"), ("b", "integer")):
        (tmp_path / f"{name}.yaml").write_text(f"Note: {{type: object, properties: {{x: {{type: {kind}}}}}}}\n")
    refs = "A: {$ref: 'a.yaml#/Note'}\n    B: {$ref: 'b.yaml#/Note'}"
    contract, _ = contract_of(tmp_path, HEAD + f"components:\n  schemas:\n    {refs}\n")
    assert shown(contract) == {"A": "= Note", "B": "= BNote", "BNote": "{x~: integer}", "Note": "{x~: string}"}


REFUSED = [
    ("deep.json", '{"a":' * 500 + "1" + "}" * 500, "load/too-deep"),
    ("deeper.json", '{"a":' * 100_000 + "1" + "}" * 100_000, "load/too-deep"),
    ("deep.yaml", "\n".join(" " * n + "a:" for n in range(500)), "load/too-deep"),
    ("deeper.yaml", "[" * 100_000, "load/syntax"),
    ("digits.json", '{"openapi": "3.1.0", "x": %s}' % ("1" * 6000), "load/number"),
    ("digits.yaml", f"openapi: 3.1.0\nx: -{'1' * 6000}", "load/number"),
    ("hexadecimal.yaml", f"openapi: 3.1.0\nx: 0x{'f' * 6000}", "load/number"),
    ("octal.yaml", f"openapi: 3.1.0\nx: 0o{'7' * 6000}", "load/number"),
    ("exponent.json", '{"openapi": "3.1.0", "x": [1e999]}', "load/number"),
    ("exponent.yaml", "openapi: 3.1.0\nx: -1E+400", "load/number"),
    ("infinite.json", '{"openapi": "3.1.0", "x": %s.0}' % ("9" * 310), "load/number"),
    ("surrogate.json", '{"openapi": "3.1.0", "x": "\\ud800"}', "load/syntax"),
]


@pytest.mark.parametrize(("name", "text", "rule"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_no_program_should_take_is_an_error(tmp_path: Path, name: str, text: str, rule: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ContractError) as refusal:
        load_contract([tmp_path / name])
    assert [d.rule for d in refusal.value.diagnostics] == [rule]


def test_json_of_any_writer_is_told_with_places(tmp_path: Path) -> None:
    """Escaped pairs of surrogates, escaped slashes and tabs are JSON, though not YAML."""
    text = '{"openapi": "3.1.0", "info": {"title": "\\ud83d\\ude00\\/", "version": "1"},\n\t"paths": {"x": {}}}'
    (tmp_path / "openapi.json").write_text(text)
    contract, diagnostics = load_contract([tmp_path / "openapi.json"])
    assert contract.title == "😀/"
    assert [(d.rule, d.line, d.column) for d in diagnostics] == [("openapi/path", 2, 12)]


def test_positions_follow_pointers(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    assert (At(file) / "a/b" / "c~d" / 3).pointer == "/a~1b/c~0d/3"


def nested(opening: str, closing: str, depth: int) -> str:
    return (
        '{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "x-a": '
        + opening * depth
        + "1"
        + closing * depth
        + "}"
    )


DEEP: list[tuple[str, str, str]] = [
    ("lists in JSON", nested("[", "]", 500), "load/too-deep"),
    ("very many lists in JSON", nested("[", "]", 100_000), "load/too-deep"),
    ("mappings in JSON", nested('{"a":', "}", 5000), "load/too-deep"),
    ("flow lists", HEAD + f"x-a: {'[' * 150}{']' * 150}\n", "load/too-deep"),
    ("very many flow lists", HEAD + f"x-a: {'[' * 200_000}\n", "load/syntax"),
    ("block mappings", HEAD + "x-a:\n" + "".join(" " * (i + 1) + "a:\n" for i in range(150)), "load/too-deep"),
    ("references in a row", HEAD + "components:\n  schemas:\n    A0: {type: object}\n" + "".join(
        f"    A{i + 1}: {{$ref: '#/components/schemas/A{i}'}}\n" for i in range(1500)), "resolve/too-deep"),
    ("aliases of aliases", HEAD + "x-0: &a0 [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"x-{i + 1}: &a{i + 1} [{','.join([f'*a{i}'] * 10)}]\n" for i in range(12)), "load/too-large"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "rule"), DEEP, ids=[case for case, _, _ in DEEP])
def test_what_is_too_deep_or_too_large_is_told_and_not_tried(tmp_path: Path, case: str, text: str, rule: str) -> None:
    del case
    with pytest.raises(ContractError) as caught:
        contract_of(tmp_path, text)
    found = list(caught.value.diagnostics)
    assert [d.rule for d in found] == [rule]
    assert found[0].line >= 1 and found[0].file.endswith("openapi.yaml")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codegen.load.MAX_BYTES", 100)
    with pytest.raises(ContractError) as caught:
        contract_of(tmp_path, HEAD + "#" * 100)
    assert "larger than 100 bytes" in str(next(iter(caught.value.diagnostics)))


@pytest.mark.parametrize(
    "reference",
    [
        "file:///etc/passwd",
        "//host/x.yaml",
        "\\\\host\\x",
        "sub",
        "link.yaml#/A",
        "%2e%2e/outside.yaml",
        "a%00b",
        "//[",
        "x" * 5000,
    ],
)
def test_no_way_leads_out_of_the_contract(tmp_path: Path, reference: str) -> None:
    """Encoded, through a link, to a folder, to another machine."""
    inside = tmp_path / "contract"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text("A: {type: string}\n")
    (inside / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    contract, diagnostics = contract_of(inside, HEAD + f"components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}\n")
    assert {d.rule for d in diagnostics} <= {"ref/refused", "ref/dangling"} and list(diagnostics)
    assert shown(contract) == {"A": "= any"}
