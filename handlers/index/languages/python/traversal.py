"""One pass over the syntax tree of a Python file: definitions, references and imports."""

import hashlib

from tree_sitter import Node

from handlers.index.facts import FileFacts, Import, Symbol, SymbolKind
from handlers.index.languages.collector import FactCollector
from handlers.index.languages.python.chains import bases, chain, dotted_name, receiver
from handlers.index.languages.python.chunks import chunks
from handlers.index.languages.python.modules import module_mentions, module_names
from handlers.index.languages.python.signatures import docstring, first_parameter, signature, string_value
from handlers.index.languages.scope import Scope
from handlers.index.languages.syntax import node_bytes, node_text

_PROPERTY_DECORATORS = frozenset({"property", "cached_property", "setter", "getter", "deleter"})
_BRANCHES = frozenset(
    {"if_statement", "elif_clause", "for_statement", "while_statement", "except_clause", "except_group_clause"}
    | {"conditional_expression", "boolean_operator", "case_clause", "assert_statement", "for_in_clause", "if_clause"}
)
_BINDING_FIELDS = {"for_statement": "left", "for_in_clause": "left", "named_expression": "name"}


class PythonTraversal:
    """The stack is explicit, so that depth of nesting has no limit."""

    def __init__(self, path: str, lines: int, root: Node, incomplete: str) -> None:
        descriptor, qname = module_names(path)
        module = Symbol(
            descriptor=descriptor,
            parent=None,
            kind="module",
            name=qname.rsplit(".", 1)[-1],
            qname=qname,
            start_line=1,
            end_line=lines,
            doc=docstring(root),
        )
        self._lines = lines
        self._collected = FactCollector(path, module, root, incomplete)
        self._module = self._collected.module
        self._stack: list[tuple[Node, Scope, bool]] = []
        """Nodes to visit, their scope, and whether an import there is lazy."""

    def facts(self) -> FileFacts:
        self._push(self._module.node, self._module, False)
        while self._stack:
            self._visit(*self._stack.pop())
        return self._collected.facts(self._lines, chunks(self._collected.scopes))

    def _push(self, node: Node, scope: Scope, lazy: bool) -> None:
        self._stack.extend((child, scope, lazy) for child in reversed(node.named_children))

    def _visit(self, node: Node, scope: Scope, lazy: bool) -> None:
        node_type = node.type
        if node_type in _BRANCHES:
            scope.owner.complexity += 1
        match node_type:
            case "function_definition" | "class_definition":
                self._definition(node, node, scope, [])
            case "decorated_definition":
                self._decorated(node, scope, lazy)
            case "import_statement" | "import_from_statement":
                self._import(node, lazy or scope.owner is not self._module)
            case "call":
                self._call(node, scope, lazy)
            case "attribute":
                self._use(node, scope, lazy)
            case "identifier":
                self._collected.refer(scope, "use", (node_text(node),), node)
            case "keyword_argument":
                self._push_field(node, "value", scope, lazy)
            case "assignment" | "augmented_assignment":
                self._assignment(node, scope, lazy)
            case "if_statement":
                condition = node.child_by_field_name("condition")
                self._push(node, scope, lazy or (condition is not None and b"TYPE_CHECKING" in node_bytes(condition)))
            case "lambda":
                self._parameters(node.child_by_field_name("parameters"), scope, lazy)
                self._push_field(node, "body", scope, lazy)
            case "as_pattern":
                self._as_pattern(node, scope, lazy)
            case "case_pattern" | "global_statement" | "nonlocal_statement" | "future_import_statement" | "comment":
                pass
            case _:
                if (target := _BINDING_FIELDS.get(node_type)) is not None:
                    self._bind(node.child_by_field_name(target), scope, lazy)
                    bound = node.child_by_field_name(target)
                    self._stack.extend((c, scope, lazy) for c in reversed(node.named_children) if c != bound)
                else:
                    self._push(node, scope, lazy)

    def _push_field(self, node: Node, name: str, scope: Scope, lazy: bool) -> None:
        if (child := node.child_by_field_name(name)) is not None:
            self._stack.append((child, scope, lazy))

    def _decorated(self, node: Node, scope: Scope, lazy: bool) -> None:
        names: list[str] = []
        for child in node.named_children:
            if child.type == "decorator":
                names.append(node_text(child)[1:].partition("(")[0].strip().rsplit(".", 1)[-1])
                self._push(child, scope, lazy)
        if (definition := node.child_by_field_name("definition")) is not None:
            self._definition(definition, node, scope, names)

    def _definition(self, node: Node, whole: Node, scope: Scope, decorators: list[str]) -> None:
        name_node = node.child_by_field_name("name")
        name = node_text(name_node) if name_node is not None else ""
        if not self._collected.accepts(name, scope, node) or name_node is None:
            self._push(node, scope, False)  # what is inside is code of the enclosing definition
            return
        is_class = node.type == "class_definition"
        base_nodes = list(bases(node)) if is_class else []
        symbol = self._symbol(node, whole, scope, name, decorators, len(base_nodes))
        inner = self._collected.open_scope(symbol, whole, scope)
        self._push_field(node, "body", inner, False)
        if is_class:
            for base in base_nodes:
                self._collected.refer(inner, "inherit", chain(base), base)
            if (arguments := node.child_by_field_name("superclasses")) is not None:
                self._stack.extend((c, scope, False) for c in arguments.named_children if c.type == "keyword_argument")
        else:
            parameters = node.child_by_field_name("parameters")
            self._parameters(parameters, inner, False)
            self._push_field(node, "return_type", inner, False)
            if symbol.kind in ("method", "property") and "staticmethod" not in decorators:
                inner.self_name = first_parameter(parameters)

    def _symbol(
        self, node: Node, whole: Node, scope: Scope, name: str, decorators: list[str], base_count: int
    ) -> Symbol:
        outer = scope.symbol
        is_class = node.type == "class_definition"
        symbol_kind: SymbolKind = "class" if is_class else "function"
        if outer.kind == "class" and not is_class:
            symbol_kind = "property" if _PROPERTY_DECORATORS.intersection(decorators) else "method"
        return Symbol(
            descriptor=scope.descriptor(name, is_class=is_class),
            parent=outer.descriptor,
            kind=symbol_kind,
            name=name,
            qname=f"{outer.qname}.{name}",
            start_line=whole.start_point.row + 1,
            end_line=whole.end_point.row + 1,
            signature=signature(node),
            doc=docstring(node.child_by_field_name("body")),
            is_async=node.children[0].type == "async",
            decorated=bool(decorators),
            in_subclass=outer.kind == "class" and outer.bases > 0,
            bases=base_count,
            body_sha=hashlib.sha256(node_bytes(node)).hexdigest()[:16],
        )

    def _parameters(self, node: Node | None, scope: Scope, lazy: bool) -> None:
        """Bind parameter names; their annotations and default values are read as code."""
        for parameter in node.named_children if node is not None else ():
            if parameter.type in ("identifier", "list_splat_pattern", "dictionary_splat_pattern", "tuple_pattern"):
                self._bind(parameter, scope, lazy)
                continue
            named = parameter.child_by_field_name("name")
            if named is None and parameter.type == "typed_parameter" and parameter.named_children:
                named = parameter.named_children[0]
            if named is not None:
                self._bind(named, scope, lazy)
            self._push_field(parameter, "type", scope, lazy)
            self._push_field(parameter, "value", scope, lazy)

    def _assignment(self, node: Node, scope: Scope, lazy: bool) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        self._bind(left, scope, lazy)
        for name in ("right", "type"):
            self._push_field(node, name, scope, lazy)
        if left is not None and right is not None and left.type == "identifier" and node_text(left) == "__all__":
            for name_node in right.named_children:
                if name_node.type == "string" and scope is self._module:
                    self._collected.refer(scope, "use", (string_value(name_node),), name_node)

    def _bind(self, target: Node | None, scope: Scope, lazy: bool) -> None:
        """Names that a target binds; in `a.b = 1` and `a[i] = 1` nothing is bound, and `a` and `i` are read."""
        pending = [target] if target is not None else []
        while pending:
            node = pending.pop()
            if node.type == "identifier":
                scope.owner.bound.add(node_text(node))
            elif node.type == "attribute":
                self._push_field(node, "object", scope, lazy)
            elif node.type == "subscript":
                self._push(node, scope, lazy)
            else:
                pending.extend(node.named_children)

    def _as_pattern(self, node: Node, scope: Scope, lazy: bool) -> None:
        for child in node.named_children:
            if child.type == "as_pattern_target":
                self._bind(child, scope, lazy)
            else:
                self._stack.append((child, scope, lazy))

    def _call(self, node: Node, scope: Scope, lazy: bool) -> None:
        self._push_field(node, "arguments", scope, lazy)
        function = node.child_by_field_name("function")
        if function is None:
            return
        if function.type in ("identifier", "attribute"):
            self._collected.refer(scope, "call", chain(function), function)
            self._push_receiver(function, scope, lazy)
        else:
            self._stack.append((function, scope, lazy))

    def _use(self, node: Node, scope: Scope, lazy: bool) -> None:
        self._collected.refer(scope, "use", chain(node), node)
        self._push_receiver(node, scope, lazy)

    def _push_receiver(self, node: Node, scope: Scope, lazy: bool) -> None:
        """Read the expression left of the dots, when it is more than a name."""
        left = receiver(node)
        if left.type != "identifier":
            self._stack.append((left, scope, lazy))

    def _import(self, node: Node, lazy: bool) -> None:
        module_node = node.child_by_field_name("module_name")
        module = dotted_name(module_node) if module_node is not None else ""
        line = node.start_point.row + 1
        for child in node.named_children:
            if child.type == "wildcard_import":
                self._add_import(module, "*", "*", line, lazy)
            elif child != module_node and child.type in ("dotted_name", "aliased_import"):
                name_node, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
                name = dotted_name(name_node or child)
                if module_node is not None:
                    self._add_import(module, name, node_text(alias) if alias else name, line, lazy)
                else:
                    self._add_import(name, None, node_text(alias) if alias else name.partition(".")[0], line, lazy)

    def _add_import(self, module: str, name: str | None, bound: str, line: int, lazy: bool) -> None:
        mentions = module_mentions(module, self._collected.path)
        self._collected.add_import(Import(module, name, bound, line, lazy, mentions))
