"""Pieces of a file for search by meaning: functions, classes without method bodies, a module's own statements."""

from collections.abc import Callable, Collection, Iterator
from itertools import groupby

from tree_sitter import Node

from handlers.index.facts import Chunk, Symbol
from handlers.index.languages.syntax import node_bytes, node_text

MAX_CHARS = 2000
"""The embedding model reads about 256 tokens, so more text would not change the vector."""

MIN_CHARS = 20
"""A shorter run of a module's statements carries no meaning."""


def symbol_chunk(symbol: Symbol, text: str, *, start_line: int | None = None) -> Chunk:
    """A chunk over the lines of `symbol`, or from `start_line` to its end."""
    return Chunk(symbol.kind, symbol.qname, start_line or symbol.start_line, symbol.end_line, text[:MAX_CHARS])


def module_chunks(
    symbol: Symbol, node: Node, is_definition: Callable[[Node], bool], ignored_types: Collection[str]
) -> Iterator[Chunk]:
    """Each run of the module's own statements between definitions: its documentation, constants, its last lines."""
    for between, run in groupby(node.named_children, key=is_definition):
        statements = [child for child in run if not between and child.type not in ignored_types]
        text = "\n".join(node_text(child) for child in statements)
        if len(text) >= MIN_CHARS:
            start, end = statements[0].start_point.row + 1, statements[-1].end_point.row + 1
            yield Chunk(symbol.kind, symbol.qname, start, end, text[:MAX_CHARS])


def text_before(node: Node, inner: Node) -> str:
    """The text of `node` before its descendant `inner`."""
    return node_bytes(node)[: inner.start_byte - node.start_byte].decode("utf-8", "replace").rstrip()
