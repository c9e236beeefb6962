"""Definitions of JavaScript and TypeScript before they become symbols."""

import hashlib
from dataclasses import dataclass

from tree_sitter import Node

from handlers.index.facts import Symbol, SymbolKind
from handlers.index.languages.scope import Scope
from handlers.index.languages.syntax import node_bytes
from handlers.index.languages.typescript.signatures import (
    definition_name,
    documentation,
    has_token,
    heritage,
    signature,
)
from handlers.index.languages.typescript.statements import Lead

HERITAGE = ("class_heritage", "extends_type_clause")


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition that is about to get a symbol; `whole` is the statement around `node`."""

    node: Node
    whole: Node
    name: str
    kind: SymbolKind
    lead: Lead
    exported: bool
    bases: tuple[Node, ...] = ()


def symbol_of(definition: Definition, scope: Scope, *, exported: bool) -> Symbol:
    """The symbol of a definition in `scope`; `exported` elsewhere in the file."""
    outer, is_class = scope.symbol, definition.kind == "class"
    return Symbol(
        descriptor=scope.descriptor(definition.name, is_class=is_class),
        parent=outer.descriptor,
        kind=definition.kind,
        name=definition.name,
        qname=f"{outer.qname}.{definition.name}",
        start_line=definition.whole.start_point.row + 1,
        end_line=definition.whole.end_point.row + 1,
        signature=heritage(definition.node) if is_class else signature(definition.node),
        doc=documentation(definition.lead.text),
        is_async=has_token(definition.node, "async"),
        decorated=definition.lead.decorated or definition.exported or exported,
        in_subclass=outer.kind == "class" and (outer.bases > 0 or definition.node.type != "method_definition"),
        bases=len(definition.bases),
        body_sha=hashlib.sha256(node_bytes(definition.node)).hexdigest()[:16],
    )


def base_nodes(clause: Node) -> list[Node]:
    """Expressions and types that a class or interface extends or implements."""
    bases: list[Node] = []
    for child in clause.named_children:
        if child.type in ("extends_clause", "implements_clause"):
            bases += [base for base in child.named_children if base.type not in ("type_arguments", "comment")]
        elif child.type not in ("type_arguments", "comment"):
            bases.append(child)
    return bases


def is_private(node: Node) -> bool:
    modifier = next((child for child in node.named_children if child.type == "accessibility_modifier"), None)
    return definition_name(node).startswith("#") or (modifier is not None and modifier.text != b"public")
