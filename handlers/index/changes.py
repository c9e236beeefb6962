"""Which files' edges may change when one file changes: the rule that makes an incremental index equal a full one.

Every name that a file's edges depend on is a *mention* of that file. A new version of a file makes the names *changed*
whose meaning differs from before. Files that mention a changed name are linked again; others cannot differ.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath

from handlers.index.facts import FileFacts, Import

STAR = "*"
"""A change behind a star import may concern any name, so then every file is linked again."""


def mentions(facts: FileFacts) -> set[str]:
    """Names whose meaning elsewhere decides where this file's references and imports lead."""
    names = {name for reference in facts.references for name in reference.chain}
    for found in facts.imports:
        names.update(found.module.split("."), (found.name or "", found.bound), _base_folder(facts.path, found))
    return names - {"", STAR}


def changed_names(before: FileFacts | None, after: FileFacts | None) -> set[str]:
    """Names that mean something else after the change of one file; None stands for no file."""
    return {name for name, _ in _meanings(before) ^ _meanings(after)}


def _meanings(facts: FileFacts | None) -> set[tuple[str, object]]:
    """What each name means that this file gives to others: its module, definitions, bases and imported names."""
    if facts is None:
        return set()
    meanings: set[tuple[str, object]] = {(symbol.name, (symbol.descriptor, symbol.kind)) for symbol in facts.symbols}
    names = {symbol.descriptor: symbol.name for symbol in facts.symbols}
    bases = (reference for reference in facts.references if reference.kind == "inherit")
    for at, base in enumerate(bases):
        meanings.add((names[base.source], (base.source, base.chain, at)))
    for found in facts.imports:
        meanings.add((found.bound, (facts.path, found.module, found.name)))
    return meanings


def _base_folder(path: str, found: Import) -> Iterable[str]:
    """The package that a relative import starts from; its `__init__.py` may come and go."""
    dots = len(found.module) - len(found.module.lstrip("."))
    if not dots:
        return ()
    folder = PurePosixPath(path).parents[min(dots, len(PurePosixPath(path).parents)) - 1]
    return (folder.name or "__init__",)
