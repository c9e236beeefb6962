"""Swift: the generated types and the JSON part of the runtime as a package with a program that knows every type."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from codegen.conform.program import BuildError, Program, said, write
from codegen.conform.subjects import Subject
from codegen.conform.views import Row, TableView
from codegen.contract import Contract
from codegen.pipeline import Tree
from codegen.plan.swift.literals import text
from codegen.plan.swift.types import Spelling
from codegen.render import Renderer

_SENDING = ("Channel", "EventStream", "HTTP", "URLSession")


def build(
    folder: Path,
    tree: Tree,
    contract: Contract,
    subjects: Sequence[Subject],
    templates: Renderer,
    command: tuple[str, ...],
) -> Program:
    """`command` is Swift's `swift`; a toolchain in a tree of its own is entered by the words before that one."""
    module = next(path.split("/")[1] for path in tree if path.startswith("Sources/"))
    spelling = Spelling(contract.types)
    rows = tuple(Row(text(s.name), spelling.reader(s.type)) for s in subjects)
    view = TableView(rows, module)
    sources = {
        "Package.swift": templates.text("package.swift.j2", view),
        "Sources/Program/main.swift": templates.text("program.swift.j2", view),
        "Sources/Program/Types.swift": templates.text("types.swift.j2", view),
        **{path: text for path, text in tree.items() if _is_data(path)},
    }
    for old in folder.glob("Sources/**/*.swift"):
        if old.relative_to(folder).as_posix() not in sources:
            old.unlink()
    write(folder, sources)
    status, output = said((*command, "build", "--product", "conform-program"), folder)
    if status:
        errors = [line for line in output.splitlines() if ": error:" in line] or [output.strip()[-2000:]]
        raise BuildError("the generated Swift does not compile:\n" + "\n".join(errors[:10]))
    return Program((*command[:-1], str(folder / ".build/debug/conform-program")), folder)


def _is_data(path: str) -> bool:
    """Whether a file is of types and their JSON: what sends requests is not tried here."""
    *folders, name = path.split("/")
    return "Types" in folders or ("Runtime" in folders and not name.startswith(_SENDING))
