"""One pass over the syntax tree of a JavaScript or TypeScript file: definitions, references and imports."""

from tree_sitter import Node

from handlers.index.facts import FileFacts, Symbol, SymbolKind
from handlers.index.languages.collector import FactCollector
from handlers.index.languages.scope import Scope
from handlers.index.languages.syntax import node_bytes, node_text
from handlers.index.languages.typescript import node_types
from handlers.index.languages.typescript.bindings import bound_names
from handlers.index.languages.typescript.chains import NAMES, THIS, chain, is_name, receiver
from handlers.index.languages.typescript.chunks import chunks
from handlers.index.languages.typescript.definitions import HERITAGE, Definition, base_nodes, is_private, symbol_of
from handlers.index.languages.typescript.imports import ImportReader, exported_names, exported_value, required_module
from handlers.index.languages.typescript.modules import module_names
from handlers.index.languages.typescript.signatures import (
    definition_name,
    documentation,
    has_token,
)
from handlers.index.languages.typescript.statements import NO_LEAD, Lead, declared, statements


class TypeScriptTraversal:
    """The stack is explicit, so that depth of nesting has no limit."""

    def __init__(self, path: str, lines: int, root: Node, source: bytes, incomplete: str) -> None:
        descriptor, qname, name = module_names(path)
        first = root.named_children[0] if root.named_children else None
        is_comment = first is not None and first.type == "comment" and node_bytes(first).startswith(b"/**")
        module = Symbol(
            descriptor=descriptor,
            parent=None,
            kind="module",
            name=name,
            qname=qname,
            start_line=1,
            end_line=lines,
            doc=documentation(node_text(first)) if first is not None and is_comment else "",
        )
        self._lines, self._source = lines, source
        self._collected = FactCollector(path, module, root, incomplete)
        self._module = self._collected.module
        self._imports = ImportReader(path)
        self._exported = exported_names(root)
        self._bound_exports: set[str] = set()
        self._comments: dict[str, Node] = {}
        self._definitions: set[int] = set()
        self._stack: list[tuple[Node, Scope, Lead, bool]] = [(root, self._module, NO_LEAD, False)]
        """Nodes to visit, their scope, what is in front of them, and whether they are exported."""

    def facts(self) -> FileFacts:
        while self._stack:
            self._visit(*self._stack.pop())
        scopes = self._collected.scopes
        parts = chunks(scopes, self._comments, self._definitions, self._source)
        return self._collected.facts(self._lines, parts, exported=self._bound_exports)

    def _visit(self, node: Node, scope: Scope, lead: Lead, exported: bool) -> None:
        node_type = node.type
        if node_type in node_types.BRANCHES or (
            node_type == "binary_expression" and has_token(node, *node_types.OPERATORS)
        ):
            scope.owner.complexity += 1
        if node_type in node_types.CLASSES:
            self._class(node, node, scope, lead, exported, definition_name(node))
        elif node_type in node_types.DECLARED_FUNCTIONS:
            self._function(node, node, scope, lead, exported, definition_name(node))
        elif node_type in node_types.METHODS and scope.symbol.kind == "class":
            self._method(node, scope, lead)
        elif node_type in node_types.FIELDS:
            self._field(node, scope, lead)
        elif node_type in node_types.VARIABLES:
            self._variables(node, node, scope, lead, exported)
        elif node_type in node_types.FUNCTION_VALUES or node_type in node_types.METHODS:
            self._function_body(node, scope)
        elif node_type == "import_statement":
            for statement in self._imports.statement(node):
                self._collected.add_import(statement)
        elif node_type == "export_statement":
            self._export(node, scope, lead)
        elif node_type == "ambient_declaration" and (inner := declared(node)) is not node:
            self._definitions.add(node.id)
            self._stack.append((inner, scope, lead, True))
        elif node_type in ("call_expression", "new_expression"):
            self._call(node, scope)
        elif node_type in ("jsx_opening_element", "jsx_self_closing_element"):
            self._element(node, scope)
        elif node_type in ("member_expression", "nested_type_identifier", *NAMES, THIS):
            self._use(node, scope)
        elif node_type == "assignment_expression":
            self._assignment(node, node, scope, lead)
        elif node_type == "expression_statement" and node.named_children[0].type == "assignment_expression":
            self._assignment(node.named_children[0], node, scope, lead)
        elif node_type == "for_in_statement":
            self._bind(node.child_by_field_name("left"), scope)
            self._push_fields(node, scope, "right", "body")
        elif node_type == "catch_clause":
            self._bind(node.child_by_field_name("parameter"), scope)
            self._push_fields(node, scope, "body")
        elif node_type in node_types.BLOCKS:
            self._push_block(node, scope, exported)
        elif node_type not in node_types.IGNORED:
            self._push(node, scope)

    def _push(self, node: Node, scope: Scope) -> None:
        self._stack.extend((child, scope, NO_LEAD, False) for child in reversed(node.named_children))

    def _push_block(self, node: Node, scope: Scope, exported: bool) -> None:
        children = list(statements(node))
        self._stack.extend((child, scope, lead, exported) for child, lead in reversed(children))

    def _push_fields(self, node: Node, scope: Scope, *names: str) -> None:
        for name in reversed(names):
            if (child := node.child_by_field_name(name)) is not None:
                self._stack.append((child, scope, NO_LEAD, False))

    # -- definitions ---------------------------------------------------------------------------------------------

    def _class(self, node: Node, whole: Node, scope: Scope, lead: Lead, exported: bool, name: str) -> None:
        heritage_nodes = [child for child in node.named_children if child.type in HERITAGE]
        bases = tuple(base for clause in heritage_nodes for base in base_nodes(clause))
        decorated = lead.decorated or has_token(node, "decorator")
        lead = Lead(lead.comment, lead.text, decorated)
        for decorator in node.named_children:
            if decorator.type == "decorator":
                self._push(decorator, scope)
        for base in bases:
            expressions = [base] if not is_name(base) else base.named_children if base.type == "generic_type" else []
            self._stack.extend((e, scope, NO_LEAD, False) for e in expressions if e.type not in NAMES)
        inner = self._define(Definition(node, whole, name, "class", lead, exported, bases), scope)
        for base in bases:
            if is_name(base) and inner is not None:
                self._collected.refer(inner, "inherit", chain(base), base)
        body = node.child_by_field_name("body")
        if body is not None and node.type == "interface_declaration":
            self._push(body, scope)  # signatures of an interface are no definitions
        elif body is not None:
            self._stack.append((body, inner or scope, NO_LEAD, False))

    def _function(self, node: Node, whole: Node, scope: Scope, lead: Lead, exported: bool, name: str) -> None:
        inner = self._define(Definition(node, whole, name, "function", lead, exported), scope)
        if inner is not None and node.type != "arrow_function":
            inner.bound.add(THIS)  # a function has an object of its own; an arrow function uses that around it
        self._function_body(node, inner or scope)

    def _method(self, node: Node, scope: Scope, lead: Lead) -> None:
        symbol_kind: SymbolKind = "property" if has_token(node, "get", "set") else "method"
        exported = scope.symbol.decorated and not is_private(node)
        inner = self._define(Definition(node, node, definition_name(node), symbol_kind, lead, exported), scope)
        if inner is not None:
            inner.self_name = THIS
        self._function_body(node, inner or scope)

    def _field(self, node: Node, scope: Scope, lead: Lead) -> None:
        value = node.child_by_field_name("value")
        if value is None or value.type not in node_types.FUNCTION_VALUES:
            self._push_fields(node, scope, "type", "value")
            return
        exported = scope.symbol.decorated and not is_private(node)
        inner = self._define(Definition(value, node, definition_name(node), "method", lead, exported), scope)
        if inner is not None:
            inner.self_name = THIS
        self._function_body(value, inner or scope)

    def _variables(self, node: Node, statement: Node, scope: Scope, lead: Lead, exported: bool) -> None:
        declarators = [child for child in node.named_children if child.type == "variable_declarator"]
        for declarator in reversed(declarators):
            whole = statement if len(declarators) == 1 else declarator
            target, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
            is_name = target is not None and target.type == "identifier"
            if (
                target is not None
                and value is not None
                and is_name
                and value.type in (*node_types.FUNCTION_VALUES, "class")
            ):
                self._value(value, whole, scope, lead, exported, node_text(target))
            elif target is not None and value is not None and (specifier := required_module(value)):
                lazy = scope.owner is not self._module
                for required in self._imports.required(target, specifier, lazy=lazy):
                    self._collected.add_import(required)
            else:
                self._bind(target, scope)
                self._push_fields(declarator, scope, "type", "value")

    def _value(self, value: Node, whole: Node, scope: Scope, lead: Lead, exported: bool, name: str) -> None:
        """A function or class that is given a name by what it is assigned to."""
        if value.type == "class":
            self._class(value, whole, scope, lead, exported, name)
        else:
            self._function(value, whole, scope, lead, exported, name)

    def _define(self, definition: Definition, scope: Scope) -> Scope | None:
        """The scope of a definition; None where it gets no symbol, so that it is code of the enclosing one."""
        if not definition.name or not self._collected.accepts(definition.name, scope, definition.node):
            return None
        top_level = scope is self._module and definition.name in self._exported
        symbol = symbol_of(definition, scope, exported=top_level)
        self._definitions.add(definition.whole.id)
        if definition.lead.comment is not None:
            self._comments[symbol.descriptor] = definition.lead.comment
        return self._collected.open_scope(symbol, definition.whole, scope)

    def _function_body(self, node: Node, scope: Scope) -> None:
        parameters = node.child_by_field_name("parameters")
        for parameter in (node.child_by_field_name("parameter"), *(parameters.named_children if parameters else ())):
            self._bind(parameter, scope)
        self._push_fields(node, scope, "return_type", "body")

    def _bind(self, target: Node | None, scope: Scope) -> None:
        """Bind the names of a pattern; types, default values and other expressions in it are read as code."""
        names, expressions = bound_names(target)
        scope.owner.bound.update(names)
        self._stack.extend((expression, scope, NO_LEAD, False) for expression in expressions)

    # -- exports -------------------------------------------------------------------------------------------------

    def _export(self, node: Node, scope: Scope, lead: Lead) -> None:
        for statement in self._imports.export(node):
            self._collected.add_import(statement)
            self._bound_exports.add(statement.bound)
        value = node.child_by_field_name("value")
        declaration = node.child_by_field_name("declaration")
        if value is not None:
            self._export_value(value, node, scope, lead)
        elif declaration is not None:
            lead = Lead(lead.comment, lead.text, lead.decorated or has_token(node, "decorator"))
            name = definition_name(declaration)
            if has_token(node, "default") and name:
                self._alias(name, "default", node)
            if declaration.type in node_types.CLASSES:
                self._class(declaration, node, scope, lead, True, name or "default")
            elif declaration.type in node_types.DECLARED_FUNCTIONS:
                self._function(declaration, node, scope, lead, True, name or "default")
            elif declaration.type in node_types.VARIABLES:
                self._variables(declaration, node, scope, lead, True)
            else:
                self._stack.append((declaration, scope, lead, True))

    def _export_value(self, value: Node, whole: Node, scope: Scope, lead: Lead) -> None:
        """`export default value` and `module.exports = value`."""
        if value.type in (*node_types.FUNCTION_VALUES, "class"):
            name = definition_name(value)
            if name:
                self._alias(name, "default", whole)
            self._value(value, whole, scope, lead, True, name or "default")
        elif value.type == "identifier":
            self._alias(node_text(value), "default", whole)
        elif value.type == "object":
            for item in value.named_children:
                self._export_member(item, scope)
        else:
            self._stack.append((value, scope, NO_LEAD, False))

    def _export_member(self, item: Node, scope: Scope) -> None:
        key, value = item.child_by_field_name("key"), item.child_by_field_name("value")
        if item.type == "method_definition":
            self._function(item, item, scope, NO_LEAD, True, definition_name(item))
        elif key is not None and value is not None and value.type in (*node_types.FUNCTION_VALUES, "class"):
            self._value(value, item, scope, NO_LEAD, True, node_text(key))
        else:
            if key is not None and value is not None and value.type == "identifier" and key.text != value.text:
                self._alias(node_text(value), node_text(key), item)
            self._stack.append((item, scope, NO_LEAD, False))

    def _alias(self, name: str, bound: str, node: Node) -> None:
        self._collected.add_import(self._imports.alias(name, bound, node))
        self._bound_exports.add(bound)

    def _assignment(self, node: Node, statement: Node, scope: Scope, lead: Lead) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        names = chain(left) if left.type == "member_expression" else ()
        if scope is self._module and exported_value(node) is not None and names == ("module", "exports"):
            self._export_value(right, statement, scope, lead)
        elif scope is self._module and names[:-1] in (("exports",), ("module", "exports")):
            if right.type in (*node_types.FUNCTION_VALUES, "class"):
                self._value(right, statement, scope, lead, True, names[-1])
            else:
                if right.type == "identifier" and node_text(right) != names[-1]:
                    self._alias(node_text(right), names[-1], node)
                self._stack.append((right, scope, NO_LEAD, False))
        else:
            self._bind(left, scope)
            self._stack.append((right, scope, NO_LEAD, False))

    # -- references ----------------------------------------------------------------------------------------------

    def _call(self, node: Node, scope: Scope) -> None:
        self._push_fields(node, scope, "type_arguments", "arguments")
        if specifier := required_module(node):
            lazy = scope.owner is not self._module or node.children[0].type == "import"
            self._collected.add_import(self._imports.unbound(specifier, node, lazy=lazy))
            return
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        if function is None or function.type in ("import", "super"):
            return
        if function.type in ("member_expression", "identifier"):
            self._collected.refer(scope, "call", chain(function), function)
            self._push_receiver(function, scope)
        else:
            self._stack.append((function, scope, NO_LEAD, False))

    def _element(self, node: Node, scope: Scope) -> None:
        """`<Component …>` calls the component; a lower-case name is an element of HTML."""
        name = node.child_by_field_name("name")
        if name is not None and (name.type == "member_expression" or node_text(name)[:1].isupper()):
            self._collected.refer(scope, "call", chain(name), name)
        self._stack.extend((c, scope, NO_LEAD, False) for c in reversed(node.named_children) if c != name)

    def _use(self, node: Node, scope: Scope) -> None:
        if node.type != THIS:
            self._collected.refer(scope, "use", chain(node), node)
            self._push_receiver(node, scope)

    def _push_receiver(self, node: Node, scope: Scope) -> None:
        """Read the expression left of the dots, when it is more than a name."""
        left = receiver(node)
        if left.type not in (*NAMES, THIS, "super"):
            self._stack.append((left, scope, NO_LEAD, False))
