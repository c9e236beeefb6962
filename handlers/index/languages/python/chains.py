"""Dotted expressions of Python: names, attributes, subscripts and `super()`."""

from collections.abc import Iterator

from tree_sitter import Node

from handlers.index.languages.syntax import limit_chain, node_bytes, node_text


def chain(node: Node) -> tuple[str, ...]:
    """The dotted names of an expression, outermost last; see `Reference.chain`."""
    return limit_chain(_names(node))


def receiver(node: Node) -> Node:
    """The expression left of all dots."""
    while node.type == "attribute" and (inner := node.child_by_field_name("object")) is not None:
        node = inner
    return node


def bases(class_definition: Node) -> Iterator[Node]:
    """The base expressions of a class that are names."""
    arguments = class_definition.child_by_field_name("superclasses")
    for argument in arguments.named_children if arguments is not None else ():
        if argument.type in ("identifier", "attribute", "subscript"):
            yield argument


def dotted_name(node: Node) -> str:
    """A module's name without the blanks and line breaks that may be inside."""
    return "".join(node_text(node).replace("\\", "").split())


def _names(node: Node) -> tuple[str, ...]:
    names: list[str] = []
    while node.type in ("attribute", "subscript"):
        if node.type == "attribute" and (attribute := node.child_by_field_name("attribute")) is not None:
            names.append(node_text(attribute))
        elif names:
            return ("", *reversed(names))
        inner = node.child_by_field_name("object") or node.child_by_field_name("value")
        if inner is None:
            return ("", *reversed(names))
        node = inner
    if node.type == "identifier":
        return (node_text(node), *reversed(names))
    is_super = node.type == "call" and node_bytes(node).startswith(b"super(")
    return ("super()" if is_super else "", *reversed(names))
