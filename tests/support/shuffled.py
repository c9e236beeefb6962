"""The same contract, arranged otherwise: members of every mapping in another order, files written anew."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import yaml

from codegen.diagnostics import Diagnostics
from codegen.load import Library


def shuffled_copy(source: Path, target: Path, seed: int) -> Path:
    """A copy of the folder with every document rewritten; what it means is the same."""
    chance = random.Random(seed)
    for file in sorted(source.rglob("*")):
        if file.suffix not in (".yaml", ".json"):
            continue
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        document = Library(Diagnostics(), [source]).open(file)
        assert document is not None
        write(place, shuffled(document.data, chance))
    return target


def shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, list):
        return [shuffled(item, chance) for item in value]
    if isinstance(value, dict):
        names = list(value)
        chance.shuffle(names)
        return {name: shuffled(value[name], chance) for name in names}
    return value


def write(file: Path, document: Any) -> None:
    """JSON is YAML, too, but for `.yaml` the quoted style of YAML keeps every text what it is."""
    if file.suffix == ".json":
        file.write_text(json.dumps(document, indent=2), encoding="utf-8")
    else:
        file.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), encoding="utf-8")
