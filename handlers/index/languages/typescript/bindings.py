"""Names that parameters, variables and destructuring patterns bind."""

from tree_sitter import Node

from handlers.index.languages.syntax import node_text

_NAMES = ("identifier", "shorthand_property_identifier_pattern")
_PATTERNS = ("object_pattern", "array_pattern", "rest_pattern", "formal_parameters")
_PARAMETERS = ("required_parameter", "optional_parameter")
_DEFAULTS = ("assignment_pattern", "object_assignment_pattern")


def bound_names(target: Node | None) -> tuple[set[str], list[Node]]:
    """The names that `target` binds, and the expressions and types in it."""
    names: set[str] = set()
    expressions: list[Node] = []
    pending = [target]
    while pending:
        node = pending.pop()
        if node is None:
            continue
        if node.type in _NAMES:
            names.add(node_text(node))
        elif node.type in _PARAMETERS:
            pending.append(node.child_by_field_name("pattern"))
            expressions += _fields(node, "type", "value")
            expressions += [child for child in node.named_children if child.type == "decorator"]
        elif node.type in _DEFAULTS:
            pending.append(node.child_by_field_name("left"))
            expressions += _fields(node, "right")
        elif node.type == "pair_pattern":
            pending.append(node.child_by_field_name("value"))
        elif node.type in _PATTERNS:
            pending += node.named_children
        else:
            expressions.append(node)
    return names, expressions


def _fields(node: Node, *names: str) -> list[Node]:
    return [child for name in names if (child := node.child_by_field_name(name)) is not None]
