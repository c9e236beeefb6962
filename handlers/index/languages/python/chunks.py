"""Chunks of Python files."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from handlers.index.facts import Chunk
from handlers.index.languages.chunks import module_chunks, symbol_chunk, text_before
from handlers.index.languages.scope import Scope
from handlers.index.languages.syntax import node_text

_DEFINITIONS = ("function_definition", "class_definition", "decorated_definition")
_IGNORED = ("import_statement", "import_from_statement", "future_import_statement", "comment")


def chunks(scopes: Iterable[Scope]) -> Iterator[Chunk]:
    """The module's own statements, functions with their decorators, and outlines of classes."""
    for scope in scopes:
        if scope.symbol.kind == "module":
            yield from module_chunks(scope.symbol, scope.node, lambda node: node.type in _DEFINITIONS, _IGNORED)
        elif scope.chunk:
            text = _class_outline(scope) if scope.symbol.kind == "class" else node_text(scope.node)
            yield symbol_chunk(scope.symbol, text)


def _class_outline(scope: Scope) -> str:
    """Class line, documentation, attributes and the first lines of methods."""
    definition = scope.node.child_by_field_name("definition") or scope.node
    body = definition.child_by_field_name("body")
    members = [_outline(child) for child in body.named_children] if body is not None else []
    return "\n    ".join([f"class {scope.symbol.name}{scope.symbol.signature}:", *members])


def _outline(node: Node) -> str:
    if node.type not in _DEFINITIONS:
        return node_text(node)
    definition = node.child_by_field_name("definition") or node
    body = definition.child_by_field_name("body")
    return node_text(definition) if body is None else f"{text_before(definition, body)} ..."
