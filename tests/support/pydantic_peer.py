"""datamodel-code-generator as an oracle of our Pydantic models: both read a contract, JSON Schema stands between them.

Three judges say of a value whether it is what a component schema describes: the models of datamodel-code-generator, a
generated server's boundary (its schemas, then its models), and JSON Schema on the document as it is served, which no
resolving of ours has touched (jsonschema-rs; what OpenAPI 3.0 says in words of its own is put in JSON Schema's here).
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from pydantic import TypeAdapter, ValidationError

from codegen.config import Config, Output
from codegen.contract import JSON, Contract
from codegen.instances import Judge, examples, values
from codegen.pipeline import generate
from codegen.runtime.validation import Schema, bounded

Verdict = Callable[[JSON], bool]
_STRICT = [
    "--strict-nullable", "--use-missing-sentinel", "--use-annotated", "--enum-field-as-literal=all",
    "--output-model-type=pydantic_v2.BaseModel", "--target-python-version=3.11", "--openapi-scopes=schemas",
    "--input-file-type=openapi", "--disable-timestamp", "--no-formatters",
    "--type-mappings", "string+email=string", "string+idn-email=string", "string+uri=string",  # texts to us, too
]  # fmt: skip
_BASE = "urn:document"


@dataclass(frozen=True, slots=True)
class Unequal:
    """A value on which the judges do not agree."""

    schema: str
    what: str  # how it was made
    value: JSON
    theirs: bool
    ours: bool
    by_schema: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    schemas: tuple[str, ...]
    values: int
    unequal: tuple[Unequal, ...]

    @property
    def amiss(self) -> list[Unequal]:
        """Where JSON Schema does not agree with ours."""
        return [one for one in self.unequal if one.ours is not one.by_schema]


def compare(document: Path, work: Path, *, count: int, templates: Path | None = None) -> Outcome:
    """`count` valid values of every component schema that all three know, and some edits of each, before the judges."""
    config = Config((document,), (Output("python", work / "ours", {}),), templates=templates)
    made = generate(config)
    whole = made.contract.sources[0].document
    ours = _package(work / "ours", made.trees["python"])
    theirs = _theirs(whole, work)
    judge, named = Judge(made.contract.definitions), _components(whole)
    schemas, tried, unequal = [], 0, []
    for key in made.contract.definitions:
        name, model = named.get(_plain(key)), theirs.get(_plain(key))
        if name is None or model is None or not hasattr(ours, key):
            continue
        schemas.append(key)
        judges = _their_verdict(model), _our_verdict(made.contract, ours, key), _by_schema(whole, name)
        for what, value in _tried(judge, {"$ref": f"#/$defs/{key}"}, count):
            tried += 1
            said = [verdict(value) for verdict in judges]
            if len(set(said)) > 1:
                unequal.append(Unequal(key, what, value, *said))
    return Outcome(tuple(schemas), tried, tuple(unequal))


def _tried(judge: Judge, schema: JSON, count: int) -> Iterator[tuple[str, JSON]]:
    """Valid values, and what one edit makes of each: most are not valid any more, some are."""
    seen = set()
    for value in examples(values(judge, schema), count, 0):
        for what, one in (("valid", value), *_edits(value, "")):
            if (text := json.dumps(one, sort_keys=True)) not in seen:
                seen.add(text)
                yield what, one


def _edits(value: JSON, place: str) -> Iterator[tuple[str, JSON]]:
    """Every place of a value changed in every way that needs no schema."""
    strangers: tuple[JSON, ...] = (None, True, 0, -1, 0.5, 10**30, "", "text", "x" * 2000, [], {})
    for other in strangers:
        if json.dumps(other) != json.dumps(value):
            yield f"{place} is {json.dumps(other)[:20]}", other
    if isinstance(value, dict):
        yield f"{place} has more", {**value, "xUnknown": 1}
        for name, member in value.items():
            at = f"{place}/{name}"
            yield f"{at} is absent", {key: one for key, one in value.items() if key != name}
            yield from ((what, {**value, name: changed}) for what, changed in _edits(member, at))
    elif isinstance(value, list) and value:
        yield f"{place} has the first twice", [value[0], *value]
        yield from ((what, [changed, *value[1:]]) for what, changed in _edits(value[0], f"{place}/0"))


# ---- the judges ------------------------------------------------------------------------------------------------------


def _their_verdict(model: Any) -> Verdict:
    """Strictly, as JSON: Pydantic would take "1" for 1 otherwise."""
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    return lambda value: _accepts(lambda: adapter.validate_json(json.dumps(value), strict=True))


def _our_verdict(contract: Contract, package: ModuleType, key: str) -> Verdict:
    """What a generated server takes: valid by the contract's schemas, and of the shape of its models."""
    schema = Schema({"$ref": f"#/$defs/{key}"}, contract.definitions)
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(package, key))
    nullable = not schema.check(None)  # said where a declaration is referred to, and not by its model

    def verdict(value: JSON) -> bool:
        if schema.check(value):
            return False
        return (value is None and nullable) or _accepts(lambda: schema.decode(adapter, value))

    return verdict


def _by_schema(document: Mapping[str, JSON], name: str) -> Verdict:
    schemas = document["components"]["schemas"]
    if document["openapi"].startswith("3.0"):
        schemas = _without_nullable(schemas)
    whole = {"components": {"schemas": {key: bounded(schema) for key, schema in schemas.items()}}}
    known = jsonschema_rs.Registry([(_BASE, whole)], draft=jsonschema_rs.Draft202012)
    token = quote(name.replace("~", "~0").replace("/", "~1"))
    reference = {"$ref": f"{_BASE}#/components/schemas/{token}"}
    validator = jsonschema_rs.Draft202012Validator(reference, registry=known, validate_formats=True)
    return lambda value: bool(validator.is_valid(value))


def _without_nullable(schema: JSON) -> JSON:
    """OpenAPI 3.0's `nullable`, wherever it stands, and its exclusive bounds."""
    if isinstance(schema, list):
        return [_without_nullable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _without_nullable(one) for key, one in schema.items() if key != "nullable"}
    for bound in ("minimum", "maximum"):
        if plain.pop(f"exclusive{bound.title()}", None) is True:
            plain[f"exclusive{bound.title()}"] = plain.pop(bound)
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain


def _accepts(read: Callable[[], Any]) -> bool:
    try:
        read()
    except ValidationError:
        return False
    return True


# ---- the models ------------------------------------------------------------------------------------------------------


def _theirs(document: Mapping[str, JSON], work: Path) -> dict[str, Any]:
    (work / "openapi.json").write_text(json.dumps(document))
    command = [str(Path(sys.executable).with_name("datamodel-codegen")), "--input", str(work / "openapi.json")]
    subprocess.run(
        [*command, "--output", str(work / "theirs.py"), *_STRICT], check=True, capture_output=True, text=True
    )
    module = _imported(work / "theirs.py")
    return {
        _plain(name): model
        for name, model in vars(module).items()
        if getattr(model, "__module__", "") == module.__name__
    }


def _package(folder: Path, tree: Mapping[str, str]) -> ModuleType:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tree.items():
        (folder / name).write_text(text)
    return _imported(folder / "__init__.py", [str(folder)])


def _imported(file: Path, places: list[str] | None = None) -> ModuleType:
    """A module under a name of its own, so that several contracts live in one process."""
    name = f"peer_{abs(hash(str(file)))}"
    found = importlib.util.spec_from_file_location(name, file, submodule_search_locations=places)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module
    found.loader.exec_module(module)
    return module


def _components(document: Mapping[str, JSON]) -> dict[str, str]:
    return {_plain(name): name for name in document.get("components", {}).get("schemas", {})}


def _plain(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum()).lower()
