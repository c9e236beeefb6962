"""TypeScript: the package's own reading and writing in Node, and each value that was read as a literal of its type."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from codegen.conform.program import BuildError, Program, said, write
from codegen.conform.subjects import Subject
from codegen.conform.tools import Tools
from codegen.conform.views import Row, TableView
from codegen.contract import Contract
from codegen.pipeline import Tree
from codegen.plan.typescript.imports import Imports
from codegen.plan.typescript.literals import key
from codegen.plan.typescript.plans import Plans
from codegen.plan.typescript.types import Int64, Spelling
from codegen.render import Renderer

_ERROR = re.compile(r"^(?P<file>[^(\n]+)\((?P<line>\d+),\d+\): error (?P<what>TS\d+: .*(?:\n  .*)*)", re.MULTILINE)
_HEAD = 2  # lines of instances.ts before the first value


def build(
    folder: Path,
    tree: Tree,
    contract: Contract,
    subjects: Sequence[Subject],
    templates: Renderer,
    tools: Tools,
    int64: Int64,
) -> Program:
    """What reading and writing needs is compiled; the rest of the package is not looked at."""
    imports = Imports("table")
    plans = Plans(Spelling(contract, int64, imports), imports)
    rows = tuple(Row(key(s.name), plans.of(s.type) or "null") for s in subjects)
    has_plans = "src/plans.ts" in tree
    view = TableView(rows, imports=('import * as plans from "./dist/plans.js";',) * has_plans)
    files = ["src/types.ts", "src/runtime/json.ts", *(["src/plans.ts"] if has_plans else [])]
    settings = json.loads(tree["tsconfig.json"])["compilerOptions"] | {"sourceMap": False, "declaration": False}
    write(folder, {path: text for path, text in tree.items() if path.endswith(".ts")})
    write(
        folder,
        {
            "package.json": '{"type": "module"}\n',
            "tsconfig.json": json.dumps({"compilerOptions": settings, "files": files}),
            "table.mjs": templates.text("table.mjs.j2", view),
            "program.mjs": templates.text("program.mjs"),
        },
    )
    status, text = said((*tools.tsc, "-p", "."), folder)
    if status:
        raise BuildError(f"the generated TypeScript does not compile:\n{text.strip()[:2000]}")
    return Program((*tools.node, "program.mjs"), folder)


def check_types(
    folder: Path,
    contract: Contract,
    typed: Sequence[tuple[Subject, str]],
    templates: Renderer,
    tools: Tools,
    int64: Int64,
) -> Mapping[int, str]:
    """What the strict compiler says of `const x: T = <value>`, by the index of the value; nothing where it agrees."""
    spelling = Spelling(contract, int64, Imports("instances"))
    view = TableView(tuple(Row(f"v{n}", spelling.of(s.type), value) for n, (s, value) in enumerate(typed)))
    settings = json.loads((folder / "tsconfig.json").read_text(encoding="utf-8"))["compilerOptions"]
    settings |= {"noEmit": True, "rootDir": "."}
    write(
        folder,
        {
            "instances.ts": templates.text("instances.ts.j2", view),
            "instances.json": json.dumps({"compilerOptions": settings, "files": ["instances.ts"]}),
        },
    )
    status, text = said((*tools.tsc, "-p", "instances.json", "--pretty", "false"), folder)
    found: dict[int, str] = {}
    for error in _ERROR.finditer(text):
        if error["file"] != "instances.ts":
            raise BuildError(f"the generated TypeScript does not compile:\n{error[0]}")
        found.setdefault(int(error["line"]) - 1 - _HEAD, error["what"])
    if status and not found:
        raise BuildError(f"the TypeScript compiler failed:\n{text.strip()[:2000]}")
    return found
