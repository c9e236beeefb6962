"""Target python: what is generated imports, is typed, and gives back the JSON that it was given."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from codegen.config import of_documents
from codegen.contract import Doc
from codegen.pipeline import generate
from codegen.plan.python.literals import docstring
from codegen.runtime.model import DateTime, decode, encode

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "tests" / "fixtures" / "contracts"
SOURCE = """
openapi: 3.1.0
info: {title: Shapes, version: '1'}
paths: {}
components:
  schemas:
    Circle: {type: object, required: [kind, r], properties: {kind: {const: circle}, r: {type: number}}}
    Square: {type: object, required: [kind], properties: {kind: {const: square}, side: {type: integer, format: int64}}}
    Shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
    Loose: # the member that tells them apart may be absent: Pydantic cannot go by it
      oneOf: [{$ref: '#/components/schemas/Track'}, {$ref: '#/components/schemas/Episode'}]
      discriminator: {propertyName: type}
    Track: {type: object, properties: {type: {enum: [Track]}, name: {type: string}}}
    Episode: {type: object, properties: {type: {enum: [Episode]}, show: {type: string}}}
    Tree:
      type: object
      required: [at]
      description: "Hostile: \\"\\"\\" \\\\ {{ }} #} end"
      properties:
        at: {type: string, format: date-time}
        class: {type: string}
        list: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        parent: {anyOf: [{$ref: '#/components/schemas/Tree'}, {type: 'null'}]}
        shape: {$ref: '#/components/schemas/Shape'}
        pair: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: false}
        counts: {type: object, additionalProperties: {type: integer}}
        size: {enum: [S, s]}
        mixed: {enum: [x, 1, true]}
"""

ROUND_TRIPS: list[tuple[str, Any]] = [
    ("Shape", {"kind": "square", "side": 9223372036854775807, "later": [1, None]}),
    ("Loose", {"type": "Episode", "show": "x", "later": 1}),
    ("Loose", {"name": "x"}),
    ("Tree", {"at": "2026-01-01t00:00:00.123456789+02:00"}),
    ("Tree", {"at": "2026-06-30T23:59:60Z", "parent": None, "class": "x", "list": [{"at": "2026-01-01T00:00:00Z"}]}),
    ("Tree", {"at": "2026-01-01T00:00:00-00:00", "shape": {"kind": "circle", "r": 1.5}, "pair": ["a", 1], "size": "s"}),
    ("Tree", {"at": "2026-01-01T00:00:00Z", "counts": {"id": 3}, "class_": "an unknown member", "model_dump": 1}),
]


DOCS = [
    'The object type: "user"',
    '"""',
    'It is "quoted""',
    "Ends with a backslash \\",
    'A quote behind one \\"',
    'Two lines, the last\n\nends with "this"',
    "\\" * 300,
    '"' * 300,
    "\\N{no such name} \\x \\u12",
    "null \0, next line \x85, separator \u2028 end",
]


@pytest.mark.parametrize("text", DOCS)
@pytest.mark.parametrize("indent", [0, 4, 8])
def test_any_description_makes_a_docstring_that_says_it(text: str, indent: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # an invalid escape is a warning yet
        said = ast.literal_eval(docstring(Doc(description=text), indent))
    printable = "".join(sign if sign.isprintable() or sign in "\t\n\r" else f"\\u{ord(sign):04x}" for sign in text)
    assert "".join(said.split()) == "".join(printable.split())


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "openapi.yaml").write_text(SOURCE)
    write([folder / "openapi.yaml"], folder / "shapes_models")
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module("shapes_models")
    finally:
        sys.path.remove(str(folder))


def write(documents: list[Path], folder: Path) -> None:
    tree = generate(of_documents(documents, folder, ["python"])).trees["python"]
    for name, text in tree.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.mark.parametrize(("name", "value"), ROUND_TRIPS)
def test_decode_then_encode_is_the_identity(shapes: Any, name: str, value: Any) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(shapes, name))
    assert json.loads(json.dumps(encode(adapter, decode(adapter, value)))) == value


@pytest.mark.parametrize("value", [1, True])
def test_true_is_not_one(shapes: Any, value: object) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(shapes.Tree)
    decoded = decode(adapter, {"at": "2026-01-01T00:00:00Z", "mixed": value})
    assert encode(adapter, decoded)["mixed"] is value


def test_a_union_gives_the_case_that_its_tag_names(shapes: Any) -> None:
    decoded = decode(TypeAdapter(shapes.Shape), {"kind": "circle", "r": 1})
    assert type(decoded) is shapes.Circle


def test_constants_are_filled_in_and_absent_stays_absent(shapes: Any) -> None:
    assert shapes.Circle(r=1.0).model_dump(mode="json", by_alias=True) == {"kind": "circle", "r": 1.0}
    assert shapes.Tree(at=DateTime.parse("2026-01-01T00:00:00Z")).model_dump(mode="json", by_alias=True) == {
        "at": "2026-01-01T00:00:00Z"
    }


def test_generated_models_are_typed(tmp_path: Path) -> None:
    write([ROOT / "contracts" / "openapi.yaml", ROOT / "contracts" / "asyncapi.yaml"], tmp_path / "leanvibe_models")
    for fixture in ("notes/contract/openapi.yaml", "events/contract/openapi.yaml", "auth/contract/openapi.yaml"):
        if (FIXTURES / fixture).exists():
            write([FIXTURES / fixture], tmp_path / f"{Path(fixture).parts[0]}_models")
    packages = [folder.name for folder in tmp_path.iterdir()]
    flags = ["--strict", "--config-file=", "--no-incremental", *(f"-p{name}" for name in packages)]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *flags],
        cwd=tmp_path,
        env={"MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
