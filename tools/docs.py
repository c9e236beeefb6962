"""Generate docs/templates.md from the view classes and docs/features.md from the table of tests (`make golden`)."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import re
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import ModuleType

from codegen.pipeline import load_contract
from codegen.plan.registry import SHIPPED, find_target
from tests.codegen.features import FEATURES

ROOT = Path(__file__).resolve().parents[1]
_CONTRACTS = ("torture/contract/openapi.yaml", "events/contract/openapi.yaml", "chatroom/contract/asyncapi.yaml")
_OPTIONS = {"swift": {"package": "API"}, "typescript": {"package": "api"}}

_HEAD = """\
# Custom templates and targets

Generated from the view classes by `make golden`; do not edit.

A target plans files. Each consists of a Jinja template and a *view*, a frozen dataclass with final strings. A template
has one variable, `view`, and contains text, loops and attributes; it makes no decisions and needs no filters.

## Replacing a template

Copy it from `templates/<target>/` into a folder with one subfolder per target, and change it:

    mine/swift/tag.swift.j2        contracts generate --templates mine     # or templates = "mine" in contracts.toml

A template in this folder replaces the shipped one, file by file. `contracts check` detects changes of it, because its
content is an input of the output. An attribute that a view does not have is an error that lists the existing ones:

    mine/swift/tag.swift.j2:7: TagView has no attribute 'titel'; it has: title, name, doc, methods

Templates that replace shipped ones render in Jinja's sandbox. They can access attributes of views, but neither Python
nor files outside of their folder, and only filters whose result is about as large as their input (`join`, `upper`,
...). Rendering stops after two million steps.

## A target from another package

A target is a module (or object) with `plan`, `tidy` and `templates`, the folder of its templates. An entry point
registers it:

    [project.entry-points."contracts.targets"]
    markdown = "contracts_markdown"

`plan(contract, options)` returns one `codegen.plan.PlannedFile(path, template, view)` per file; `options` is the table
of the target in contracts.toml. `tidy(files)` formats a mapping of paths to texts, or returns it unchanged.
`codegen/contract.py` defines the contract: names are final lists of words; join them with a case rule of
`codegen.naming`. `tests/fixtures/plugin` is a complete example, which `tests/codegen/plan/test_plugin.py` installs
and runs.

A package in the project itself is imported only with `--allow-plugins`, an installed package always.

Then `contracts generate openapi.yaml --out sdk --target markdown`, or `[targets.markdown]` in contracts.toml.
"""


def templates_page() -> str:
    """docs/templates.md."""
    lines = [_HEAD]
    contracts = [load_contract([ROOT / "tests/fixtures/contracts" / path])[0] for path in _CONTRACTS]
    for target in SHIPPED:
        planned = {
            file.template: type(file.view).__name__
            for contract in contracts
            for file in find_target(target).plan(contract, _OPTIONS.get(target, {}))
            if file.view is not None
        }
        lines += [f"## Target `{target}`", "", "| template | view |", "| --- | --- |"]
        lines += [f"| `{template}` | `{view}` |" for template, view in sorted(planned.items())]
        lines.append("")
        for view in _views(importlib.import_module(f"codegen.plan.{target}.views")):
            lines += _view(view)
    return "\n".join(lines)


_FEATURES = """\
# Supported features

Generated from `tests/codegen/features.py` by `make golden`; do not edit. Every row is a test: the Contract is as in the
last column, without a warning, and all four targets are rendered. *reported* names the diagnostic, with file, line and
column, for an unsupported feature; the rest of the document is generated. Complete contracts with these features are
compiled and run in other tests: `tests/fixtures/contracts/torture`, `make corpus`, `contracts conform`.

Notation of the last column: `a~` may be absent, `T?` may be null, `[T]` is a list, `{*: T}` a map, `(A, B)` a tuple,
`^` a member that Swift boxes, `union by kind` a union whose cases are identified by the member *kind*. For operations:
`name: type style`, `*` for explode, `<-` the body (`<-~` if optional), `->` the responses.
"""


def features_page() -> str:
    """docs/features.md."""
    lines, last = [_FEATURES.rstrip("\n")], ""
    for row in FEATURES:
        if row.object != last:
            lines += [
                "",
                f"## {row.object}",
                "",
                "| feature | in the document | in the Contract |",
                "| --- | --- | --- |",
            ]
            last = row.object
        written = row.text.strip().split("\n")
        shown = written[0] if row.kind.startswith("schema") else " ⏎ ".join(written)
        lines.append(f"| {row.name} | {_code(shown)} | {_code(row.want) if row.want else ''} |")
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return f"`{text.replace('|', chr(92) + '|')}`"


def _views(module: ModuleType) -> list[type]:
    classes = [
        cls for _, cls in inspect.getmembers(module, dataclasses.is_dataclass) if cls.__module__ == module.__name__
    ]
    return sorted((cls for cls in classes if isinstance(cls, type)), key=lambda cls: inspect.getsourcelines(cls)[1])


def _view(view: type) -> Iterator[str]:
    comments = dict(_fields(view))
    doc = inspect.getdoc(view) or ""
    yield f"### `{view.__name__}`"
    yield ""
    if not doc.startswith(f"{view.__name__}("):  # a dataclass without a docstring has its signature
        yield from (doc, "")
    yield from ("| field | type | |", "| --- | --- | --- |")
    for field in dataclasses.fields(view):
        type_ = re.sub(r"\|", "\\|", str(field.type))
        yield f"| `{field.name}` | `{type_}` | {comments.get(field.name, '')} |"
    yield ""


def _fields(view: type) -> Iterator[tuple[str, str]]:
    """The comments on the lines of the fields."""
    source = inspect.getsource(view)
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    for node in ast.parse(source).body[0].body:  # type: ignore[attr-defined]  # a class
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, comments.get(node.lineno, "").replace("|", "\\|")
