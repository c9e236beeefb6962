"""Dotted expressions of JavaScript and TypeScript: members, `this`, `super`, and qualified types."""

from tree_sitter import Node

from handlers.index.languages.syntax import limit_chain, node_text

THIS = "this"
_WRAPPERS = ("non_null_expression", "parenthesized_expression", "generic_type", "instantiation_expression")
_FIELDS = {
    "member_expression": ("object", "property"),
    "nested_identifier": ("object", "property"),
    "nested_type_identifier": ("module", "name"),
}
NAMES = ("identifier", "type_identifier", "shorthand_property_identifier")


def chain(node: Node) -> tuple[str, ...]:
    """The dotted names of an expression or type, outermost last; see `Reference.chain`."""
    left, names = _split(node)
    if left.type in NAMES:
        name = node_text(left)
        return limit_chain(("" if name == "self" else name, *names))  # `self` in a chain denotes the object
    root = {"this": THIS, "super": "super()"}.get(left.type, "")
    return limit_chain((root, *names))


def receiver(node: Node) -> Node:
    """The expression left of all dots."""
    return _split(node)[0]


def is_name(node: Node) -> bool:
    """Whether a base class or interface is given by name."""
    return node.type in NAMES or node.type in _FIELDS or node.type in _WRAPPERS


def _split(node: Node) -> tuple[Node, tuple[str, ...]]:
    names: list[str] = []
    while True:
        inner: Node | None = None
        if (fields := _FIELDS.get(node.type)) is not None:
            inner, name = (node.child_by_field_name(field) for field in fields)
            if inner is not None and name is not None:
                names.append(node_text(name))
        elif node.type in _WRAPPERS and node.named_children:
            inner = node.named_children[0]
        if inner is None:
            return node, tuple(reversed(names))
        node = inner
