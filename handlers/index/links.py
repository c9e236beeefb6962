"""A file's facts to rows of the graph: its nodes, and the edges that start in it."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from handlers.graph.model import Confidence, EdgeKind, EdgeRow, NodeRow, label_of
from handlers.index.facts import FileFacts, Import, Reference, Symbol
from handlers.index.names import OUTSIDE, ProjectNames
from handlers.index.store import FileRecord

_EDGE_OF: dict[str, EdgeKind] = {"call": "CALLS", "use": "REFERENCES", "inherit": "INHERITS"}


@dataclass(frozen=True, slots=True)
class Uids:
    """Ids of a project's nodes: `{project}|py|{descriptor}`, `{project}|file|{path}`, `{project}|ext|{package}`."""

    project: str

    def symbol(self, descriptor: str) -> str:
        return f"{self.project}|py|{descriptor}"

    def file(self, path: str) -> str:
        return f"{self.project}|file|{path}"

    def external(self, package: str) -> str:
        return f"{self.project}|ext|{package}"


def nodes(uids: Uids, record: FileRecord, symbols: Iterable[Symbol], gen: int) -> Iterator[NodeRow]:
    """The file's own node and one for each symbol."""
    owner = uids.file(record.path)
    common = {"project": uids.project, "owner": owner, "path": record.path, "lang": "python", "gen": gen}
    yield NodeRow(
        "File",
        owner,
        common
        | {"kind": "file", "name": PurePosixPath(record.path).name, "qname": record.path, "status": record.status}
        | {"start_line": 1, "end_line": record.lines, "sha256": record.sha256, "size": record.size},
    )
    for symbol in symbols:
        uid = uids.symbol(symbol.descriptor)
        yield NodeRow(label_of(uid), uid, common | _properties(symbol))


def edges(uids: Uids, facts: FileFacts, names: ProjectNames) -> list[EdgeRow]:
    """All edges that start in the file, one a pair of ends and kind; guesses only where nothing exact is known."""
    module = facts.symbols[0].descriptor
    found = [
        containment(uids, facts.path),
        EdgeRow(uids.file(facts.path), "CONTAINS", uids.symbol(module)),
    ]
    found += [
        EdgeRow(uids.symbol(s.parent), "DEFINES", uids.symbol(s.descriptor), line=s.start_line)
        for s in facts.symbols
        if s.parent is not None
    ]
    for imported in facts.imports:
        target = _import_target(uids, module, imported, names)
        if target is not None and target != uids.symbol(module):
            found.append(EdgeRow(uids.symbol(module), "IMPORTS", target, line=imported.line, lazy=imported.lazy))
    for reference in facts.references:
        found += _reference_edges(uids, reference, names)
    return _merged(found)


def containment(uids: Uids, path: str) -> EdgeRow:
    """The edge from the project to a file."""
    return EdgeRow(uids.project, "CONTAINS", uids.file(path))


def externals(uids: Uids, rows: Iterable[EdgeRow]) -> list[NodeRow]:
    """Nodes for the packages outside the project that `rows` lead to."""
    found: dict[str, NodeRow] = {}
    for row in rows:
        if label_of(row.target) == "External":
            package = row.target.rsplit("|", 1)[-1]
            properties = {"project": uids.project, "kind": "external", "name": package, "qname": package}
            standard = package in sys.stdlib_module_names
            found[row.target] = NodeRow("External", row.target, properties | {"path": "", "stdlib": standard})
    return list(found.values())


def _properties(symbol: Symbol) -> dict[str, str | int | bool]:
    return {
        "kind": symbol.kind,
        "name": symbol.name,
        "qname": symbol.qname,
        "start_line": symbol.start_line,
        "end_line": symbol.end_line,
        "sig": symbol.signature,
        "doc": symbol.doc,
        "is_async": symbol.is_async,
        "decorated": symbol.decorated,
        "in_subclass": symbol.in_subclass,
        "complexity": symbol.complexity,
        "body_sha": symbol.body_sha,
    }


def _import_target(uids: Uids, importer: str, imported: Import, names: ProjectNames) -> str | None:
    """The module that is loaded: for `from package import name` the submodule where there is one."""
    target = names.module(imported.module, importer)
    if imported.name not in (None, "*"):
        defined = target is not None and names.members.get(target, {}).get(imported.name or "") is not None
        joined = imported.module + ("" if imported.module.endswith(".") else ".") + (imported.name or "")
        if not defined and (submodule := names.module(joined, importer)) is not None and submodule != importer:
            target = submodule
    if target is not None:
        return uids.symbol(target)
    package = imported.module.partition(".")[0]
    return uids.external(package) if package else None


def _reference_edges(uids: Uids, reference: Reference, names: ProjectNames) -> Iterator[EdgeRow]:
    kind, source = _EDGE_OF[reference.kind], uids.symbol(reference.source)
    targets, confidence = _targets(reference, names)
    for target in targets:
        uid = uids.symbol(target)
        fits = label_of(uid) == "Class" if kind == "INHERITS" else label_of(uid) in ("Class", "Function")
        if fits:
            yield EdgeRow(source, kind, uid, confidence, reference.count, reference.line)


def _targets(reference: Reference, names: ProjectNames) -> tuple[Iterable[str], Confidence]:
    if reference.kind == "inherit":
        target = names.base(reference.source, reference.chain)
    else:
        target = names.chain(reference.source, reference.chain)
    if target is not None:
        return ([] if target == OUTSIDE else [target]), "exact"
    root, *attributes = reference.chain
    guessable = attributes and reference.kind != "inherit" and root not in ("self", "super()")
    return (names.guesses(attributes[-1]) if guessable else []), "name"


def _merged(rows: Iterable[EdgeRow]) -> list[EdgeRow]:
    """One edge for each source, kind and target: counts add up, exact outweighs a guess, eager a lazy import."""
    merged: dict[tuple[str, EdgeKind, str], EdgeRow] = {}
    for row in rows:
        key = (row.source, row.kind, row.target)
        known = merged.get(key)
        if known is not None:
            row = replace(
                row,
                confidence="exact" if "exact" in (row.confidence, known.confidence) else "name",
                count=row.count + known.count,
                line=min(row.line, known.line),
                lazy=row.lazy and known.lazy,
            )
        merged[key] = row
    return list(merged.values())
