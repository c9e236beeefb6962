"""Pieces of a file that search by meaning finds: functions, classes without method bodies, a module's own code."""

from collections.abc import Iterator
from itertools import groupby

from tree_sitter import Node

from handlers.index.facts import Chunk, Symbol

MAX_CHARS = 2000
"""The embedding model reads about 256 tokens, so more text would not change the vector."""

MIN_CHARS = 20
"""A shorter run of a module's statements says nothing."""

_DEFINITIONS = ("function_definition", "class_definition", "decorated_definition")
_IMPORTS = ("import_statement", "import_from_statement", "future_import_statement", "comment")


def function_chunk(symbol: Symbol, node: Node) -> Chunk:
    """The whole function, decorators included."""
    return Chunk(symbol.kind, symbol.qname, symbol.start_line, symbol.end_line, _cut(_text(node)))


def class_chunk(symbol: Symbol, node: Node) -> Chunk:
    """Class line, documentation, attributes and the first lines of its methods."""
    definition = node.child_by_field_name("definition") or node
    body = definition.child_by_field_name("body")
    header = f"class {symbol.name}{symbol.signature}:"
    parts = [_outline(child) for child in body.named_children] if body is not None else []
    text = "\n    ".join([header, *parts])
    return Chunk(symbol.kind, symbol.qname, symbol.start_line, symbol.end_line, _cut(text))


def module_chunks(symbol: Symbol, node: Node) -> Iterator[Chunk]:
    """Each run of the module's own statements between definitions: its documentation, constants, its last lines."""
    for is_own, run in groupby(node.named_children, key=lambda child: child.type not in _DEFINITIONS):
        own = [child for child in run if is_own and child.type not in _IMPORTS]
        text = "\n".join(_text(child) for child in own)
        if len(text) >= MIN_CHARS:
            start, end = own[0].start_point.row + 1, own[-1].end_point.row + 1
            yield Chunk(symbol.kind, symbol.qname, start, end, _cut(text))


def _outline(node: Node) -> str:
    if node.type not in _DEFINITIONS:
        return _text(node)
    definition = node.child_by_field_name("definition") or node
    body = definition.child_by_field_name("body")
    text = _text(definition)
    return text if body is None else text[: body.start_byte - definition.start_byte].rstrip() + " ..."


def _cut(text: str) -> str:
    return text if len(text) <= MAX_CHARS else text[:MAX_CHARS]


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
