"""Python source to facts, through tree-sitter: syntax errors spoil only the part they stand in."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import PurePosixPath

import tree_sitter_python
from tree_sitter import Language, Node, Parser

from handlers.index.chunks import class_chunk, function_chunk, module_chunks
from handlers.index.encodings import to_utf8
from handlers.index.facts import Chunk, FileFacts, Import, Reference, ReferenceKind, Symbol, SymbolKind
from handlers.security.secrets import mask_secrets_in_utf8

SUFFIXES = frozenset({".py"})
GRAMMAR = f"tree-sitter-python {version('tree-sitter-python')}"

_MAX_NESTING = 30  # definitions inside definitions; what is nested deeper is read as code of the enclosing one
_MAX_NAME = 255  # characters of one name, and
_MAX_QNAME = 1000  # of a qualified one: longer ones fit neither the contract nor an index of Neo4j
_MAX_CHAIN = 50  # names of a dotted expression that are looked up

_LANGUAGE = Language(tree_sitter_python.language())
_FUNCTIONS = ("function", "method", "property")
_PROPERTY_DECORATORS = frozenset({"property", "cached_property", "setter", "getter", "deleter"})
_BRANCHES = frozenset(
    {"if_statement", "elif_clause", "for_statement", "while_statement", "except_clause", "except_group_clause"}
    | {"conditional_expression", "boolean_operator", "case_clause", "assert_statement", "for_in_clause", "if_clause"}
)
_BINDING_FIELDS = {"for_statement": "left", "for_in_clause": "left", "named_expression": "name"}


def module_names(path: str) -> tuple[str, str]:
    """Descriptor and qualified name of the module at `path`: `src/pkg/__init__.py` gives `src/pkg/__init__/`, `pkg`.

    Both follow from the path alone, so that no other file's coming or going renames a symbol.
    """
    parts = PurePosixPath(path).with_suffix("").parts
    named = parts[1:] if len(parts) > 1 and parts[0] == "src" else parts
    named = named[:-1] if len(named) > 1 and named[-1] == "__init__" else named
    return "/".join(parts) + "/", ".".join(named)


def parse(path: str, source: bytes) -> FileFacts:
    """The facts of the Python file `path`, secrets masked.

    Bad source makes no error: `incomplete` says what could not be read.
    """
    text, problem = to_utf8(source)
    text = mask_secrets_in_utf8(text)
    root = Parser(_LANGUAGE).parse(text).root_node
    lines = text.count(b"\n") + (not text.endswith(b"\n"))  # a last line break ends a line and begins none
    if not problem and root.has_error:
        problem = f"syntax error in line {_first_error(root)}"
    return _Reader(path, max(lines, 1), root, problem).facts()


@dataclass(slots=True)
class _Scope:
    """A definition being read. `owner` is the function or module that its references are counted for."""

    symbol: Symbol
    node: Node
    parent: "_Scope | None"
    complexity: int = 1
    bound: set[str] = field(default_factory=set)
    self_name: str | None = None
    depth: int = 0
    """How many definitions it is nested in."""
    names: dict[str, int] = field(default_factory=dict)
    """How often each name was defined here, for descriptors of later definitions of it."""

    @property
    def owner(self) -> "_Scope":
        scope = self
        while scope.symbol.kind == "class" and scope.parent is not None:
            scope = scope.parent
        return scope


class _Reader:
    """One pass over the tree with an explicit stack, so that depth of nesting has no limit."""

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
            doc=_docstring(root),
        )
        self.path, self.lines, self.incomplete = path, lines, incomplete
        self.module = _Scope(module, root, None)
        self.scopes = [self.module]
        self.raw: list[tuple[_Scope, ReferenceKind, tuple[str, ...], int]] = []
        self.imports: dict[tuple[str, str | None, str], Import] = {}
        self.stack: list[tuple[Node, _Scope, bool]] = []

    def facts(self) -> FileFacts:
        self._push(self.module.node, self.module, False)
        while self.stack:
            self._visit(*self.stack.pop())
        symbols = tuple(self._finished(scope) for scope in self.scopes)
        return FileFacts(
            path=self.path,
            lines=self.lines,
            incomplete=self.incomplete,
            symbols=symbols,
            references=tuple(self._settled(symbols)),
            imports=tuple(self.imports.values()),
            chunks=tuple(self._chunks()),
        )

    # -- the walk ------------------------------------------------------------------------------------------------

    def _push(self, node: Node, scope: _Scope, lazy: bool) -> None:
        self.stack.extend((child, scope, lazy) for child in reversed(node.named_children))

    def _visit(self, node: Node, scope: _Scope, lazy: bool) -> None:
        kind = node.type
        if kind in _BRANCHES:
            scope.owner.complexity += 1
        match kind:
            case "function_definition" | "class_definition":
                self._definition(node, node, scope, [])
            case "decorated_definition":
                self._decorated(node, scope, lazy)
            case "import_statement" | "import_from_statement":
                self._import(node, lazy or scope.owner is not self.module)
            case "call":
                self._call(node, scope, lazy)
            case "attribute":
                self._use(node, scope, lazy)
            case "identifier":
                self._refer(scope, "use", (_text(node),), node)
            case "keyword_argument":
                self._push_field(node, "value", scope, lazy)
            case "assignment" | "augmented_assignment":
                self._assignment(node, scope, lazy)
            case "if_statement":
                condition = node.child_by_field_name("condition")
                self._push(node, scope, lazy or (condition is not None and b"TYPE_CHECKING" in _bytes(condition)))
            case "lambda":
                self._parameters(node.child_by_field_name("parameters"), scope, lazy)
                self._push_field(node, "body", scope, lazy)
            case "as_pattern":
                self._as_pattern(node, scope, lazy)
            case "case_pattern" | "global_statement" | "nonlocal_statement" | "future_import_statement" | "comment":
                pass
            case _:
                if (target := _BINDING_FIELDS.get(kind)) is not None:
                    self._bind(node.child_by_field_name(target), scope, lazy)
                    bound = node.child_by_field_name(target)
                    self.stack.extend((c, scope, lazy) for c in reversed(node.named_children) if c != bound)
                else:
                    self._push(node, scope, lazy)

    def _push_field(self, node: Node, name: str, scope: _Scope, lazy: bool) -> None:
        if (child := node.child_by_field_name(name)) is not None:
            self.stack.append((child, scope, lazy))

    def _decorated(self, node: Node, scope: _Scope, lazy: bool) -> None:
        names: list[str] = []
        for child in node.named_children:
            if child.type == "decorator":
                names.append(_text(child)[1:].partition("(")[0].strip().rsplit(".", 1)[-1])
                self._push(child, scope, lazy)
        if (definition := node.child_by_field_name("definition")) is not None:
            self._definition(definition, node, scope, names)

    def _definition(self, node: Node, whole: Node, scope: _Scope, decorators: list[str]) -> None:
        name_node = node.child_by_field_name("name")
        problem = _no_symbol(name_node, scope)
        if name_node is None or problem:  # keep what is inside
            self.incomplete = self.incomplete or (problem and f"line {node.start_point.row + 1}: {problem}")
            self._push(node, scope, False)
            return
        is_class = node.type == "class_definition"
        bases = list(_bases(node)) if is_class else []
        symbol = self._symbol(node, whole, scope, _text(name_node), decorators, len(bases))
        inner = _Scope(symbol, whole, scope, depth=scope.depth + 1)
        self.scopes.append(inner)
        self._push_field(node, "body", inner, False)
        if is_class:
            for base in bases:
                self._refer(inner, "inherit", _chain(base), base)
            if (arguments := node.child_by_field_name("superclasses")) is not None:
                self.stack.extend((c, scope, False) for c in arguments.named_children if c.type == "keyword_argument")
        else:
            parameters = node.child_by_field_name("parameters")
            self._parameters(parameters, inner, False)
            self._push_field(node, "return_type", inner, False)
            if symbol.kind in ("method", "property") and "staticmethod" not in decorators:
                inner.self_name = _first_parameter(parameters)

    def _symbol(self, node: Node, whole: Node, scope: _Scope, name: str, decorators: list[str], bases: int) -> Symbol:
        outer = scope.symbol
        nth = scope.names[name] = scope.names.get(name, -1) + 1
        again = f"+{nth}" if nth else ""
        kind: SymbolKind
        if node.type == "class_definition":
            kind, suffix = "class", (f"({again})" if again else "") + "#"
        else:
            kind, suffix = "function", f"({again})."
            if outer.kind == "class":
                kind = "property" if _PROPERTY_DECORATORS.intersection(decorators) else "method"
        return Symbol(
            descriptor=outer.descriptor + name + suffix,
            parent=outer.descriptor,
            kind=kind,
            name=name,
            qname=f"{outer.qname}.{name}",
            start_line=whole.start_point.row + 1,
            end_line=whole.end_point.row + 1,
            signature=_signature(node),
            doc=_docstring(node.child_by_field_name("body")),
            is_async=node.children[0].type == "async",
            decorated=bool(decorators),
            in_subclass=outer.kind == "class" and outer.bases > 0,
            bases=bases,
            body_sha=hashlib.sha256(_bytes(node)).hexdigest()[:16],
        )

    def _parameters(self, node: Node | None, scope: _Scope, lazy: bool) -> None:
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

    def _assignment(self, node: Node, scope: _Scope, lazy: bool) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        self._bind(left, scope, lazy)
        for name in ("right", "type"):
            self._push_field(node, name, scope, lazy)
        if left is not None and right is not None and left.type == "identifier" and _text(left) == "__all__":
            for name_node in right.named_children:
                if name_node.type == "string" and scope is self.module:
                    self._refer(scope, "use", (_string(name_node),), name_node)

    def _bind(self, target: Node | None, scope: _Scope, lazy: bool) -> None:
        """Names that a target binds; in `a.b = 1` and `a[i] = 1` nothing is bound, and `a` and `i` are read."""
        pending = [target] if target is not None else []
        while pending:
            node = pending.pop()
            if node.type == "identifier":
                scope.owner.bound.add(_text(node))
            elif node.type == "attribute":
                self._push_field(node, "object", scope, lazy)
            elif node.type == "subscript":
                self._push(node, scope, lazy)
            else:
                pending.extend(node.named_children)

    def _as_pattern(self, node: Node, scope: _Scope, lazy: bool) -> None:
        for child in node.named_children:
            if child.type == "as_pattern_target":
                self._bind(child, scope, lazy)
            else:
                self.stack.append((child, scope, lazy))

    def _call(self, node: Node, scope: _Scope, lazy: bool) -> None:
        self._push_field(node, "arguments", scope, lazy)
        function = node.child_by_field_name("function")
        if function is None:
            return
        if function.type in ("identifier", "attribute"):
            self._refer(scope, "call", _chain(function), function)
            self._push_receiver(function, scope, lazy)
        else:
            self.stack.append((function, scope, lazy))

    def _use(self, node: Node, scope: _Scope, lazy: bool) -> None:
        self._refer(scope, "use", _chain(node), node)
        self._push_receiver(node, scope, lazy)

    def _push_receiver(self, node: Node, scope: _Scope, lazy: bool) -> None:
        """Read the expression left of the dots, when it is more than names."""
        while node.type == "attribute" and (inner := node.child_by_field_name("object")) is not None:
            node = inner
        if node.type != "identifier":
            self.stack.append((node, scope, lazy))

    def _refer(self, scope: _Scope, kind: ReferenceKind, chain: tuple[str, ...], node: Node) -> None:
        source = scope if kind == "inherit" else scope.owner
        self.raw.append((source, kind, chain, node.start_point.row + 1))

    def _import(self, node: Node, lazy: bool) -> None:
        module_node = node.child_by_field_name("module_name")
        module = _dotted_name(module_node) if module_node is not None else ""
        line = node.start_point.row + 1
        for child in node.named_children:
            if child.type == "wildcard_import":
                self._add_import(Import(module, "*", "*", line, lazy))
            elif child != module_node and child.type in ("dotted_name", "aliased_import"):
                name_node, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
                name = _dotted_name(name_node or child)
                if module_node is not None:
                    self._add_import(Import(module, name, _text(alias) if alias else name, line, lazy))
                else:
                    bound = _text(alias) if alias else name.partition(".")[0]
                    self._add_import(Import(name, None, bound, line, lazy))

    def _add_import(self, found: Import) -> None:
        key = (found.module, found.name, found.bound)
        known = self.imports.get(key)
        if known is None or (known.lazy and not found.lazy):
            self.imports[key] = found

    # -- after the walk ------------------------------------------------------------------------------------------

    def _finished(self, scope: _Scope) -> Symbol:
        symbol = scope.symbol
        if symbol.kind not in _FUNCTIONS:
            return symbol
        return replace(symbol, complexity=scope.complexity)

    def _settled(self, symbols: tuple[Symbol, ...]) -> Iterator[Reference]:
        """References whose first name means something beyond its function, counted together.

        A bare name that is neither defined nor imported in this file is a local variable or a builtin. A star import
        may bring any name, so then all are kept.
        """
        known = {symbol.name for symbol in symbols[1:]} | {found.bound for found in self.imports.values()}
        starred = "*" in known
        counted: dict[tuple[str, ReferenceKind, tuple[str, ...]], tuple[int, int]] = {}
        for scope, kind, chain, line in self.raw:
            root = _root(scope, chain[0])
            if len(chain) == 1 and (root == "" or not (starred or root in known)):
                continue
            if root not in known and root not in ("self", "super()") and not starred:
                root = ""
            key = (scope.symbol.descriptor, kind, (root, *chain[1:]))
            first, count = counted.get(key, (line, 0))
            counted[key] = (min(first, line), count + 1)
        for (source, kind, chain), (line, count) in counted.items():
            yield Reference(source, kind, chain, line, count)

    def _chunks(self) -> Iterator[Chunk]:
        for scope in self.scopes:
            if scope.symbol.kind == "module":
                yield from module_chunks(scope.symbol, scope.node)
            elif scope.parent is not None and scope.parent.symbol.kind in _FUNCTIONS:
                continue  # lies inside its function's chunk
            elif scope.symbol.kind == "class":
                yield class_chunk(scope.symbol, scope.node)
            else:
                yield function_chunk(scope.symbol, scope.node)


def _root(scope: _Scope, name: str) -> str:
    """What a first name means: `self` for a method's own object, empty for a local variable, else the name."""
    at: _Scope | None = scope
    while at is not None and at.symbol.kind != "module":
        if at.symbol.kind in _FUNCTIONS:
            if name == at.self_name:
                return "self"
            if name in at.bound:
                return ""
        at = at.parent
    return name


def _no_symbol(name: Node | None, scope: _Scope) -> str:
    """Why a definition becomes no symbol of its own, or nothing."""
    if scope.depth >= _MAX_NESTING:
        return f"definitions are nested more than {_MAX_NESTING} deep"
    length = len(_text(name)) if name is not None else 0
    if length > _MAX_NAME:
        return f"a name is longer than {_MAX_NAME} characters"
    if len(scope.symbol.descriptor) + length > _MAX_QNAME - 10:  # its own suffix, such as `(+1).`
        return f"a qualified name is longer than {_MAX_QNAME - 10} characters"
    return ""


def _first_error(root: Node) -> int:
    """The line of the first syntax error."""
    node: Node | None = root
    while node is not None:
        line = node.start_point.row + 1
        node = next((child for child in node.children if child.has_error or child.is_missing), None)
    return line


def _chain(node: Node) -> tuple[str, ...]:
    """The dotted names of an expression, outermost last; an overlong one is `""` and its last name."""
    names = _names(node)
    return names if len(names) <= _MAX_CHAIN else ("", names[-1])


def _names(node: Node) -> tuple[str, ...]:
    names: list[str] = []
    while node.type in ("attribute", "subscript"):
        if node.type == "attribute" and (attribute := node.child_by_field_name("attribute")) is not None:
            names.append(_text(attribute))
        elif names:
            return ("", *reversed(names))
        inner = node.child_by_field_name("object") or node.child_by_field_name("value")
        if inner is None:
            return ("", *reversed(names))
        node = inner
    if node.type == "identifier":
        return (_text(node), *reversed(names))
    is_super = node.type == "call" and _bytes(node).startswith(b"super(")
    return ("super()" if is_super else "", *reversed(names))


def _bases(node: Node) -> Iterator[Node]:
    arguments = node.child_by_field_name("superclasses")
    for argument in arguments.named_children if arguments is not None else ():
        if argument.type in ("identifier", "attribute", "subscript"):
            yield argument


def _first_parameter(parameters: Node | None) -> str | None:
    first = parameters.named_children[0] if parameters is not None and parameters.named_children else None
    if first is not None and first.type == "typed_parameter" and first.named_children:
        first = first.named_children[0]
    return _text(first) if first is not None and first.type == "identifier" else None


def _signature(node: Node) -> str:
    parameters, returns = node.child_by_field_name("parameters"), node.child_by_field_name("return_type")
    if parameters is None:
        arguments = node.child_by_field_name("superclasses")
        return " ".join(_text(arguments).split())[:300] if arguments is not None else ""
    text = _text(parameters) + (f" -> {_text(returns)}" if returns is not None else "")
    return " ".join(text.split())[:300]


def _docstring(body: Node | None) -> str:
    first = body.named_children[0] if body is not None and body.named_children else None
    if first is None or first.type != "expression_statement" or not first.named_children:
        return ""
    string = first.named_children[0]
    if string.type != "string":
        return ""
    return next((line.strip() for line in _string(string).splitlines() if line.strip()), "")[:300]


def _string(node: Node) -> str:
    return "".join(_text(part) for part in node.named_children if part.type == "string_content")


def _dotted_name(node: Node) -> str:
    """A module's name without the blanks and line breaks that may be inside."""
    return "".join(_text(node).replace("\\", "").split())


def _bytes(node: Node) -> bytes:
    return node.text or b""


def _text(node: Node) -> str:
    return _bytes(node).decode("utf-8", "replace")
