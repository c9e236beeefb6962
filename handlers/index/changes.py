"""Which files' edges may change when one file changes: the rule that makes an incremental index equal a full one.

Every name that a file's edges depend on is a *mention* of that file. A new version of a file makes the names *changed*
whose meaning differs from before. Files that mention a changed name are linked again; others cannot differ.
"""

from handlers.index.facts import FileFacts

STAR = "*"
"""A change behind a star import may affect any name, so then every file is linked again."""


def mentions(facts: FileFacts) -> set[str]:
    """Names whose meaning elsewhere decides where this file's references and imports lead."""
    names = {name for reference in facts.references for name in reference.chain}
    for statement in facts.imports:
        names.update((*statement.mentions, statement.name or "", statement.bound))
    return names - {"", STAR}


def changed_names(before: FileFacts | None, after: FileFacts | None) -> set[str]:
    """Names whose meaning differs after the change of one file; None is no file."""
    return {name for name, _ in _meanings(before) ^ _meanings(after)}


def _meanings(facts: FileFacts | None) -> set[tuple[str, object]]:
    """Meanings of the names that this file offers to others: its module, definitions, bases and imported names."""
    if facts is None:
        return set()
    meanings: set[tuple[str, object]] = {(symbol.name, (symbol.descriptor, symbol.kind)) for symbol in facts.symbols}
    names = {symbol.descriptor: symbol.name for symbol in facts.symbols}
    bases = (reference for reference in facts.references if reference.kind == "inherit")
    for at, base in enumerate(bases):
        meanings.add((names[base.source], (base.source, base.chain, at)))
    for statement in facts.imports:
        meanings.add((statement.bound, (facts.path, statement.module, statement.name)))
    return meanings
