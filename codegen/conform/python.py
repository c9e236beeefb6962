"""Python: the generated models, read and written as a generated server does it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import codegen
from codegen.conform.program import Program, write
from codegen.conform.subjects import Subject
from codegen.contract import Contract
from codegen.pipeline import Tree
from codegen.plan.python.types import Annotations, Names
from codegen.render import Renderer


def build(folder: Path, tree: Tree, contract: Contract, subjects: Sequence[Subject], templates: Renderer) -> Program:
    annotations = Annotations(Names(contract.types))
    table = {subject.name: annotations.of(subject.type) for subject in subjects}
    write(folder, {f"models/{path}": text for path, text in tree.items()})
    write(folder, {"table.json": json.dumps(table), "program.py": templates.text("program.py.j2")})
    path = str(Path(codegen.__file__).parents[1])
    return Program((sys.executable, "program.py"), folder, {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"})
