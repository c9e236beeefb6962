"""Signatures, documentation strings and parameters of Python definitions."""

from tree_sitter import Node

from handlers.index.languages.syntax import MAX_SIGNATURE, node_text, one_line


def signature(definition: Node) -> str:
    """Parameters and return type of a function, or the arguments of a class statement."""
    parameters = definition.child_by_field_name("parameters")
    if parameters is None:
        arguments = definition.child_by_field_name("superclasses")
        return one_line(node_text(arguments)) if arguments is not None else ""
    returns = definition.child_by_field_name("return_type")
    return one_line(node_text(parameters) + (f" -> {node_text(returns)}" if returns is not None else ""))


def docstring(body: Node | None) -> str:
    """The first line with text of the string that a body begins with."""
    first = body.named_children[0] if body is not None and body.named_children else None
    if first is None or first.type != "expression_statement" or not first.named_children:
        return ""
    string = first.named_children[0]
    if string.type != "string":
        return ""
    return next((line.strip() for line in string_value(string).splitlines() if line.strip()), "")[:MAX_SIGNATURE]


def first_parameter(parameters: Node | None) -> str | None:
    """The name of the first parameter; None when it is no plain name."""
    first = parameters.named_children[0] if parameters is not None and parameters.named_children else None
    if first is not None and first.type == "typed_parameter" and first.named_children:
        first = first.named_children[0]
    return node_text(first) if first is not None and first.type == "identifier" else None


def string_value(node: Node) -> str:
    """The text of a string without quotes and interpolations."""
    return "".join(node_text(part) for part in node.named_children if part.type == "string_content")
