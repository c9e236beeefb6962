"""Text, lines and errors of syntax trees."""

from tree_sitter import Node

MAX_CHAIN = 50
"""Names of a dotted expression that are looked up."""

MAX_SIGNATURE = 300
"""Characters of a signature, and of the first line of a documentation string."""


def node_bytes(node: Node) -> bytes:
    return node.text or b""


def node_text(node: Node) -> str:
    return node_bytes(node).decode("utf-8", "replace")


def one_line(text: str) -> str:
    """`text` with single blanks, limited to `MAX_SIGNATURE` characters."""
    return " ".join(text.split())[:MAX_SIGNATURE]


def count_lines(text: bytes) -> int:
    """At least 1; a final line break ends a line and begins none."""
    return max(text.count(b"\n") + (not text.endswith(b"\n")), 1)


def syntax_error(root: Node) -> str:
    """The first syntax error below `root` as a reason, empty where there is none."""
    if not root.has_error:
        return ""
    node: Node | None = root
    line = 1
    while node is not None:
        line = node.start_point.row + 1
        node = next((child for child in node.children if child.has_error or child.is_missing), None)
    return f"syntax error in line {line}"


def limit_chain(names: tuple[str, ...]) -> tuple[str, ...]:
    """An overlong chain becomes `""` and its last name."""
    return names if len(names) <= MAX_CHAIN else ("", names[-1])
