"""Whatever a document says, it is generated or refused with diagnostics: never a traceback.

Documents are changed at random places (left out, replaced by something odd, renamed, repeated); the seed of a case says
which, so that `SEED=n pytest …` repeats it. `nightly` runs some thousands.
"""

from __future__ import annotations

import copy
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.pipeline import ContractError, load_contract
from codegen.plan.registry import find_target
from codegen.render import Renderer, template_folders
from tests.support.tools import ROOT

FIXTURES = ROOT / "tests/fixtures/contracts"
CORPUS = ROOT.parent / "shared/corpus"
DOCUMENTS = sorted([*FIXTURES.glob("*/contract/*api.yaml"), *FIXTURES.glob("hard/*.yaml")])
TARGETS: dict[str, dict[str, Any]] = {"python": {}, "fastapi": {"models": "..python"}, "typescript": {}, "swift": {}}
ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 10**30, 1e300, "", "x", "é", "a b", "{", "$ref", "#", "../x.yaml", "http://e.com/x",
    "\x00", "default", "200", "class", "None", "*/", '"""', "\\", "${x}", "\\(x)", [], [1], [None], [{}], {},
    {"$ref": "#"}, {"$ref": 5}, {"$ref": "#/x"}, {"type": "object"}, {"type": ["string", "null"]}, {"oneOf": []},
    {"x": {"y": [{}]}},
]  # fmt: skip
NAMES = [
    "",
    "$ref",
    "é",
    "a/b",
    "a~b",
    "class",
    "x-y",
    "200",
    "type",
    "properties",
    "items",
    "enum",
    "allOf",
    "{x}",
    "\x00",
    "a\nb",
]


@pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda file: file.stem if file.parent.name == "hard" else file.parts[-3]
)
def test_a_changed_document_is_read_or_refused(document: Path, tmp_path: Path) -> None:
    start = int(os.environ.get("SEED", "0"))
    tried(document, range(start, start + 4), tmp_path)


@pytest.mark.nightly
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda file: file.stem if file.parent.name == "hard" else file.parts[-3]
)
def test_many_changes(document: Path, tmp_path: Path) -> None:
    tried(document, range(1000, 1150), tmp_path)


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_changes_of_the_corpus(tmp_path: Path) -> None:
    if not CORPUS.exists():
        pytest.skip("../shared/corpus is not on this machine")
    small = [file for file in sorted(CORPUS.glob("*api/**/*.*")) if file.is_file() and file.stat().st_size < 100_000]
    for number, file in enumerate(small):
        tried(file, range(number * 10, number * 10 + 10), tmp_path)


def tried(document: Path, seeds: range, folder: Path) -> None:
    value = yaml.load(document.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    value = json.loads(json.dumps(value, default=str))
    for seed in seeds:
        file = folder / f"{document.stem}-{seed}.json"
        file.write_text(json.dumps(changed(value, random.Random(seed)), default=str))
        try:
            generate(file)
        except Exception as error:
            raise AssertionError(f"{document.name}, seed {seed}: {file}") from error


def generate(file: Path) -> None:
    try:
        contract, _ = load_contract([file])
    except ContractError as refused:
        if not refused.diagnostics.has_errors():
            raise
        return
    for name, options in TARGETS.items():
        target, renderer = find_target(name), Renderer(template_folders(name, None))
        for planned in target.plan(contract, options):
            text = renderer.text(planned.template, planned.view)
            if planned.path.endswith(".py"):
                compile(text, planned.path, "exec")


def changed(value: Any, chance: random.Random) -> Any:
    result = copy.deepcopy(value)
    for _ in range(chance.choice([1, 1, 2, 3, 6])):
        places = [place for place in paths(result, ()) if place]
        if places:
            change(result, chance.choice(places), chance)
    return result


def change(value: Any, place: tuple[Any, ...], chance: random.Random) -> None:
    *above, last = place
    holder = value
    for step in above:
        holder = holder[step]
    match chance.randrange(6):
        case 0:
            del holder[last]
        case 1 | 2:
            holder[last] = copy.deepcopy(chance.choice(ODD))
        case 3:
            holder[last] = copy.deepcopy(
                chance.choice([value, holder, *list(holder if isinstance(holder, list) else holder.values())])
            )
        case 4 if isinstance(holder, dict):
            holder[chance.choice(NAMES)] = holder.pop(last)
        case _ if isinstance(holder, dict):
            holder[chance.choice(NAMES)] = copy.deepcopy(chance.choice(ODD))
        case _:
            holder.append(copy.deepcopy(chance.choice(ODD)))


def paths(value: Any, place: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield place
    for name, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(item, (*place, name))
