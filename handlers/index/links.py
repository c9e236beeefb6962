"""Rows of the graph for one file: its nodes, and the edges that start in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from handlers.graph.model import Confidence, EdgeKind, EdgeRow, NodeRow, label_of
from handlers.index.facts import FileFacts, Import, Reference, Symbol, language_code
from handlers.index.language import Languages
from handlers.index.names import ProjectNames
from handlers.index.records import FileRecord
from handlers.index.symbols import OUTSIDE

_EDGE_KINDS: dict[str, EdgeKind] = {"call": "CALLS", "use": "REFERENCES", "inherit": "INHERITS"}


@dataclass(frozen=True, slots=True)
class Uids:
    """Ids of a project's nodes: `{project}|{descriptor}`, `{project}|file|{path}`, `{project}|ext|{code}|{package}`."""

    project: str

    def symbol(self, descriptor: str) -> str:
        return f"{self.project}|{descriptor}"

    def file(self, path: str) -> str:
        return f"{self.project}|file|{path}"

    def external(self, language: str, package: str) -> str:
        """`language` is a code: packages of two languages may have the same name."""
        return f"{self.project}|ext|{language}|{package}"


def nodes(uids: Uids, record: FileRecord, language: str, symbols: Iterable[Symbol], gen: int) -> Iterator[NodeRow]:
    """The file's own node and one per symbol; `language` is the name of the file's language."""
    owner = uids.file(record.path)
    common = {"project": uids.project, "owner": owner, "path": record.path, "lang": language, "gen": gen}
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
    """All edges that start in the file, one per kind and pair of ends; guesses only where nothing exact is known."""
    module = facts.symbols[0].descriptor
    rows = [
        containment(uids, facts.path),
        EdgeRow(uids.file(facts.path), "CONTAINS", uids.symbol(module)),
    ]
    rows += [
        EdgeRow(uids.symbol(s.parent), "DEFINES", uids.symbol(s.descriptor), line=s.start_line)
        for s in facts.symbols
        if s.parent is not None
    ]
    for statement in facts.imports:
        target = _import_target(uids, module, statement, names)
        if target is not None and target != uids.symbol(module):
            rows.append(EdgeRow(uids.symbol(module), "IMPORTS", target, line=statement.line, lazy=statement.lazy))
    for reference in facts.references:
        rows += _reference_edges(uids, reference, names)
    return _merged(rows)


def containment(uids: Uids, path: str) -> EdgeRow:
    """The edge from the project to a file."""
    return EdgeRow(uids.project, "CONTAINS", uids.file(path))


def externals(uids: Uids, rows: Iterable[EdgeRow], languages: Languages) -> list[NodeRow]:
    """Nodes for the packages outside the project that `rows` lead to."""
    packages: dict[str, NodeRow] = {}
    standard = {language.code: language.is_standard for language in languages.all}
    for row in rows:
        if label_of(row.target) == "External" and row.target not in packages:
            code, _, package = row.target.removeprefix(f"{uids.project}|ext|").partition("|")
            properties = {"project": uids.project, "kind": "external", "name": package, "qname": package, "path": ""}
            packages[row.target] = NodeRow("External", row.target, properties | {"stdlib": standard[code](package)})
    return list(packages.values())


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


def _import_target(uids: Uids, importer: str, statement: Import, names: ProjectNames) -> str | None:
    """The module or package that is loaded."""
    if (module := names.rules.loaded_module(statement, importer)) is not None:
        return uids.symbol(module)
    package = names.rules.package(statement)
    return None if package is None else uids.external(language_code(importer), package)


def _reference_edges(uids: Uids, reference: Reference, names: ProjectNames) -> Iterator[EdgeRow]:
    edge_kind, source = _EDGE_KINDS[reference.kind], uids.symbol(reference.source)
    targets, confidence = _targets(reference, names)
    for target in targets:
        uid = uids.symbol(target)
        matches = label_of(uid) == "Class" if edge_kind == "INHERITS" else label_of(uid) in ("Class", "Function")
        if matches:
            yield EdgeRow(source, edge_kind, uid, confidence, reference.count, reference.line)


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
    """One edge per source, kind and target: counts add up, exact replaces a guess, eager replaces lazy."""
    merged: dict[tuple[str, EdgeKind, str], EdgeRow] = {}
    for row in rows:
        key = (row.source, row.kind, row.target)
        if (previous := merged.get(key)) is not None:
            row = replace(
                row,
                confidence="exact" if "exact" in (row.confidence, previous.confidence) else "name",
                count=row.count + previous.count,
                line=min(row.line, previous.line),
                lazy=row.lazy and previous.lazy,
            )
        merged[key] = row
    return list(merged.values())
