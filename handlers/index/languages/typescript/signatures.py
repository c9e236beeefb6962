"""Names, signatures and documentation comments of JavaScript and TypeScript definitions."""

import re

from tree_sitter import Node

from handlers.index.languages.syntax import MAX_SIGNATURE, node_text, one_line

_MARKS = re.compile(r"^\s*(?:/\*+|\*+/|\*(?!/)|//+)?\s*|\s*\*+/\s*$")
_DIRECTIVES = ("@", "eslint", "prettier", "tslint", "istanbul", "c8 ", "v8 ", "#region", "#endregion", "<reference")


def definition_name(node: Node) -> str:
    """The name of a definition; a quoted one without its quotes, a computed one in brackets."""
    name = node.child_by_field_name("name") or node.child_by_field_name("property")
    if name is None:
        return ""
    return string_value(name) if name.type == "string" else node_text(name)


def signature(function: Node) -> str:
    """Type parameters, parameters and return type of a function."""
    parts = [function.child_by_field_name(field) for field in ("type_parameters", "parameters", "parameter")]
    text = "".join(node_text(part) for part in parts if part is not None)
    returns = function.child_by_field_name("return_type")
    return one_line(text + (node_text(returns) if returns is not None else ""))


def heritage(definition: Node) -> str:
    """What a class or interface extends and implements."""
    clauses = [child for child in definition.named_children if child.type in ("class_heritage", "extends_type_clause")]
    return one_line(" ".join(node_text(clause) for clause in clauses))


def documentation(comment: str) -> str:
    """The first line with text of a comment; directives to tools and tags are no text."""
    lines = (_MARKS.sub("", line).strip() for line in comment.splitlines())
    return next((line for line in lines if line and not line.startswith(_DIRECTIVES)), "")[:MAX_SIGNATURE]


def string_value(node: Node) -> str:
    """The text of a string literal without its quotes; escapes are left as they are."""
    return "".join(node_text(part) for part in node.named_children)


def has_token(node: Node, *tokens: str) -> bool:
    """Whether a keyword or modifier is a direct child."""
    return any(child.type in tokens for child in node.children)
