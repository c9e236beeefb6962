"""Imports and exports of JavaScript and TypeScript files, ES modules and CommonJS."""

from collections.abc import Iterator

from tree_sitter import Node

from handlers.index.facts import Import
from handlers.index.languages.syntax import node_text
from handlers.index.languages.typescript.modules import module_mentions
from handlers.index.languages.typescript.signatures import has_token, string_value


class ImportReader:
    """Makes imports of the file `path`."""

    def __init__(self, path: str) -> None:
        self._path = path

    def statement(self, node: Node) -> Iterator[Import]:
        """`import …`, its types lazy because they are erased when compiled."""
        source = node.child_by_field_name("source") or _first(node, "import_require_clause", "source")
        if source is None:
            return
        specifier, lazy = string_value(source), has_token(node, "type")
        clause = _first_child(node, "import_clause", "import_require_clause")
        if clause is None:
            yield self.unbound(specifier, node, lazy=lazy)
            return
        for child in clause.named_children:
            if child.type == "identifier":
                name = None if clause.type == "import_require_clause" else "default"
                yield self._import(specifier, name, node_text(child), node, lazy)
            elif child.type == "namespace_import" and child.named_children:
                yield self._import(specifier, None, node_text(child.named_children[0]), node, lazy)
            elif child.type == "named_imports":
                for item in child.named_children:
                    name, bound = _names(item)
                    yield self._import(specifier, name, bound, node, lazy or has_token(item, "type"))

    def export(self, node: Node) -> Iterator[Import]:
        """`export … from` and `export { … }`, as imports under the exported name."""
        source = node.child_by_field_name("source")
        specifier = "" if source is None else string_value(source)
        lazy = has_token(node, "type")
        namespace = _first_child(node, "namespace_export")
        if namespace is not None:
            yield self._import(specifier, None, node_text(namespace.named_children[-1]), node, lazy)
        elif (clause := _first_child(node, "export_clause")) is not None:
            for item in clause.named_children:
                name, bound = _names(item)
                if specifier or name != bound:
                    yield self._import(specifier, name, bound, node, lazy)
        elif specifier:
            yield self._import(specifier, "*", "*", node, lazy)

    def alias(self, name: str, bound: str, node: Node) -> Import:
        """A second name of something in this file."""
        return self._import("", name, bound, node, False)

    def unbound(self, specifier: str, node: Node, *, lazy: bool) -> Import:
        """An import that binds no name; the specifier, which cannot be a name, takes its place."""
        return self._import(specifier, None, specifier, node, lazy)

    def required(self, pattern: Node, specifier: str, *, lazy: bool) -> Iterator[Import]:
        """`const pattern = require(specifier)`."""
        if pattern.type == "identifier":
            yield self._import(specifier, None, node_text(pattern), pattern, lazy)
            return
        yield self.unbound(specifier, pattern, lazy=lazy)
        for item in pattern.named_children if pattern.type == "object_pattern" else ():
            if item.type == "shorthand_property_identifier_pattern":
                yield self._import(specifier, node_text(item), node_text(item), pattern, lazy)
            elif item.type == "pair_pattern":
                key, value = item.child_by_field_name("key"), item.child_by_field_name("value")
                if key is not None and value is not None and value.type == "identifier":
                    yield self._import(specifier, node_text(key), node_text(value), pattern, lazy)

    def _import(self, specifier: str, name: str | None, bound: str, node: Node, lazy: bool) -> Import:
        line = node.start_point.row + 1
        return Import(specifier, name, bound, line, lazy, module_mentions(specifier, self._path))


def required_module(node: Node) -> str:
    """The specifier of `require("…")` or `import("…")`, awaited or not; empty for any other expression."""
    if node.type == "await_expression" and node.named_children:
        node = node.named_children[0]
    if node.type != "call_expression":
        return ""
    function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if function is None or arguments is None:
        return ""
    if function.type != "import" and not (function.type == "identifier" and node_text(function) == "require"):
        return ""
    first = arguments.named_children[0] if arguments.named_children else None
    return string_value(first) if first is not None and first.type == "string" else ""


def exported_names(root: Node) -> set[str]:
    """Names of the file's definitions in `export { … }`, `export default …` and `module.exports = …`."""
    names: set[str] = set()
    for statement in root.named_children:
        if statement.type == "export_statement" and statement.child_by_field_name("source") is None:
            value = statement.child_by_field_name("value")
            clause = _first_child(statement, "export_clause")
            names.update(_names(item)[0] for item in (clause.named_children if clause is not None else ()))
        else:
            value = exported_value(statement)
        if value is not None and value.type == "identifier":
            names.add(node_text(value))
        for item in value.named_children if value is not None and value.type == "object" else ():
            if item.type == "shorthand_property_identifier":
                names.add(node_text(item))
    return names


def exported_value(statement: Node) -> Node | None:
    """The right side of `module.exports = …`."""
    assignment = statement.named_children[0] if statement.type == "expression_statement" else statement
    if assignment.type != "assignment_expression":
        return None
    left = assignment.child_by_field_name("left")
    is_exports = left is not None and left.type == "member_expression" and node_text(left)[:20] == "module.exports"
    return assignment.child_by_field_name("right") if is_exports else None


def _names(item: Node) -> tuple[str, str]:
    """Name and alias of an import or export specifier."""
    name, alias = item.child_by_field_name("name"), item.child_by_field_name("alias")
    text = "" if name is None else string_value(name) if name.type == "string" else node_text(name)
    return text, text if alias is None else node_text(alias)


def _first_child(node: Node, *types: str) -> Node | None:
    return next((child for child in node.named_children if child.type in types), None)


def _first(node: Node, child_type: str, field: str) -> Node | None:
    child = _first_child(node, child_type)
    return None if child is None else child.child_by_field_name(field)
