"""Plans the package of models: a file for each group of declarations that need each other, and their exports."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ruff import find_ruff_bin

from codegen.config import ConfigError
from codegen.contract import Contract, Declaration, ObjectType, UnionType
from codegen.naming import DEVICES, PYTHON_KEYWORDS, identifiers, snake, words
from codegen.plan import Options, PlannedFile
from codegen.plan.python.literals import title
from codegen.plan.python.types import Annotations, Names
from codegen.plan.python.views import ExportView, ModuleView, PackageView
from codegen.resolve.recursion import components
from codegen.resolve.walk import parts, references


def plan(contract: Contract, options: Options) -> Iterator[PlannedFile]:
    """Options: `open`, whether values and cases that are newer than the contract are kept: true for clients, false, the
    default, for servers."""
    newer = _open(options)
    names = Names(contract.types)
    uses = {name: sorted(_uses(declared, contract.types)) for name, declared in contract.types.items()}
    groups = sorted(components(uses))
    stems = identifiers((words(group[0]) for group in groups), snake, PYTHON_KEYWORDS | DEVICES)
    modules = {name: stem for group, stem in zip(groups, stems, strict=True) for name in group}
    for group, stem in zip(groups, stems, strict=True):
        yield PlannedFile(
            f"{stem}.py", "module.py.j2", _module(group, contract, Annotations(names, newer), uses, modules)
        )
    exports = [
        ExportView(stem, ", ".join(names[name] for name in group)) for group, stem in zip(groups, stems, strict=True)
    ]
    quoted = tuple(f'"{names[name]}"' for name in sorted(contract.types))
    yield PlannedFile(
        "__init__.py", "package.py.j2", PackageView(title(contract.title, contract.version), tuple(exports), quoted)
    )
    yield PlannedFile("py.typed", "py.typed")


def tidy(files: Mapping[str, str]) -> Mapping[str, str]:
    """Sorted imports, none unused, and ruff's formatting."""
    return ruff(files)


def ruff(files: Mapping[str, str]) -> Mapping[str, str]:
    """All Python files in one call; the others as they are."""
    python = [name for name in files if name.endswith(".py")]
    with tempfile.TemporaryDirectory() as folder:
        for name in python:
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_text(files[name], encoding="utf-8")
        command = [find_ruff_bin()]  # `python -m ruff` would import a ruff.py of the current folder
        common = ["--isolated", "--no-cache", "--quiet", "--line-length=120", "--target-version=py311"]
        # Otherwise ruff takes for first-party what is in the folder where the command runs.
        first = ["--config", 'lint.isort.known-first-party = ["codegen"]']
        check = [*command, "check", *common, *first, "--select=I,F401", "--fix", "--exit-zero", folder]
        subprocess.run(check, cwd=folder, check=True)
        subprocess.run([*command, "format", *common, folder], cwd=folder, check=True)
        return {**files, **{name: (Path(folder) / name).read_text(encoding="utf-8") for name in python}}


def _open(options: Options) -> bool:
    if unknown := set(options) - {"open"}:
        raise ConfigError(f"target python has no option {min(unknown)!r}; it has open")
    found = options.get("open", False)
    if not isinstance(found, bool):
        raise ConfigError(f"target python: open must be true or false, not {found!r}")
    return found


def _uses(declared: Declaration, types: Mapping[str, Declaration]) -> set[str]:
    """The declarations that it names, and those that unions among its cases name."""
    found: set[str] = set()
    waiting = [declared]
    while waiting:
        one = waiting.pop()
        new = {name for kind in parts(one) for name in references(kind)} & set(types) - found
        found |= new
        waiting += [types[n] for n in new if isinstance(one, UnionType) and isinstance(types[n], UnionType)]
    return found


def _module(
    group: list[str],
    contract: Contract,
    annotations: Annotations,
    uses: Mapping[str, list[str]],
    modules: Mapping[str, str],
) -> ModuleView:
    names = annotations.names
    own = [contract.types[name] for name in group]
    others = sorted({name for one in group for name in uses[one]} - set(group))
    aliases = [d for d in own if not isinstance(d, ObjectType)]
    circular = len(group) > 1 or group[0] in uses[group[0]]
    return ModuleView(
        title=", ".join(names[name] for name in group)[:100],
        imports=tuple(f"from .{modules[name]} import {names[name]}" for name in others),
        models=tuple(annotations.model(d) for d in own if isinstance(d, ObjectType)),
        aliases=tuple(annotations.alias(d, circular) for d in aliases),
    )
