"""The children of a block in reading order, with the comments and decorators in front of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from handlers.index.languages.typescript.signatures import definition_name

_SIGNATURES = ("function_signature", "method_signature")
_FUNCTIONS = ("function_declaration", "generator_function_declaration", "method_definition", *_SIGNATURES)


@dataclass(frozen=True, slots=True)
class Lead:
    """What is in front of a definition: the first of the comments that touch it, their text, and decorators."""

    comment: Node | None = None
    text: str = ""
    decorated: bool = False


NO_LEAD = Lead()


def statements(block: Node) -> Iterator[tuple[Node, Lead]]:
    """Children without comments, and without overloads: signatures that the same function follows.

    One pass over the children, because the parser finds a node's sibling by a search from the first child.
    """
    lead, end, end_of_code = NO_LEAD, -2, -1
    children = block.named_children
    for at, child in enumerate(children):
        touches = child.start_point.row <= end + 1
        end = child.end_point.row
        if child.type == "comment" and child.start_point.row == end_of_code:
            continue  # about the statement that it follows
        if child.type == "comment":
            previous = lead if touches and not lead.decorated else NO_LEAD
            text = (child.text or b"").decode("utf-8", "replace")
            block_comment = text.startswith("/*") or previous.comment is None or previous.text.startswith("/*")
            lead = Lead(child, text) if block_comment else Lead(previous.comment, f"{previous.text}\n{text}")
        elif child.type == "decorator":
            lead = Lead(lead.comment, lead.text, decorated=True)
            yield child, NO_LEAD
        else:
            if not _is_overload(child, children[at + 1] if at + 1 < len(children) else None):
                yield child, lead if touches or lead.decorated else NO_LEAD
            lead, end_of_code = NO_LEAD, end


def declared(node: Node) -> Node:
    """The declaration inside `export` and `declare`."""
    while node.type in ("export_statement", "ambient_declaration"):
        inner = node.child_by_field_name("declaration")
        if inner is None and node.type == "ambient_declaration" and node.named_children:
            inner = node.named_children[-1]
        if inner is None:
            break
        node = inner
    return node


def _is_overload(node: Node, following: Node | None) -> bool:
    signature = declared(node)
    if signature.type not in _SIGNATURES or following is None:
        return False
    implementation = declared(following)
    return implementation.type in _FUNCTIONS and definition_name(implementation) == definition_name(signature)
