"""Chunks of JavaScript and TypeScript files."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from tree_sitter import Node

from handlers.index.facts import Chunk
from handlers.index.languages.chunks import module_chunks, symbol_chunk, text_before
from handlers.index.languages.scope import Scope
from handlers.index.languages.syntax import node_text
from handlers.index.languages.typescript.statements import declared

_IGNORED = ("import_statement", "comment", "hash_bang_line", "empty_statement")
_METHODS = ("method_definition", "abstract_method_signature", "method_signature")
_FUNCTIONS = ("arrow_function", "function_expression", "generator_function")


def chunks(
    scopes: Iterable[Scope], comments: Mapping[str, Node], definitions: Collection[int], source: bytes
) -> Iterator[Chunk]:
    """The module's own statements, functions with the comments in front of them, and outlines of classes.

    `comments` maps descriptors to the first comment in front; `definitions` are the ids of the statements that define.
    """
    for scope in scopes:
        if scope.symbol.kind == "module":
            yield from module_chunks(scope.symbol, scope.node, lambda node: node.id in definitions, _IGNORED)
        elif scope.chunk:
            body = declared(scope.node).child_by_field_name("body")
            is_class = scope.symbol.kind == "class" and body is not None and body.type == "class_body"
            text = _class_outline(scope.node, body) if is_class and body is not None else node_text(scope.node)
            comment = comments.get(scope.symbol.descriptor)
            if comment is None:
                yield symbol_chunk(scope.symbol, text)
            else:
                before = source[comment.start_byte : scope.node.start_byte].decode("utf-8", "replace")
                yield symbol_chunk(scope.symbol, before + text, start_line=comment.start_point.row + 1)


def _class_outline(node: Node, body: Node) -> str:
    """Class line, fields and the first lines of methods."""
    members = [_outline(child) for child in body.named_children]
    return "\n    ".join([f"{text_before(node, body)} {{", *members]) + "\n}"


def _outline(member: Node) -> str:
    function = member
    if member.type not in _METHODS:
        value = member.child_by_field_name("value")
        if value is None or value.type not in _FUNCTIONS:
            return node_text(member)
        function = value
    body = function.child_by_field_name("body")
    return node_text(member) if body is None else f"{text_before(member, body)} {{ ... }}"
