"""A definition whose body is being read, and the limits of definitions."""

import re
from dataclasses import dataclass, field

from tree_sitter import Node

from handlers.index.facts import Symbol

_PLAIN = re.compile(r"#?[\w$]+")

FUNCTIONS = ("function", "method", "property")

_MAX_NESTING = 30  # definitions inside definitions; what is nested deeper is read as code of the enclosing one
_MAX_NAME = 255  # characters of one name, and
_MAX_QNAME = 1000  # of a qualified one: longer ones fit neither the contract nor an index of Neo4j


@dataclass(slots=True)
class Scope:
    """`node` is the whole definition with its decorators."""

    symbol: Symbol
    node: Node
    parent: "Scope | None"
    complexity: int = 1
    bound: set[str] = field(default_factory=set)
    """Names of local variables and parameters."""
    self_name: str | None = None
    """What a method calls its own object."""
    depth: int = 0
    """How many definitions it is nested in."""
    names: dict[str, int] = field(default_factory=dict)
    """How often each name was defined here, for descriptors of later definitions of it."""
    chunk: bool = True
    """Whether the definition has a chunk of its own."""

    @property
    def owner(self) -> "Scope":
        """The function or module that the references in this scope are counted for."""
        scope = self
        while scope.symbol.kind == "class" and scope.parent is not None:
            scope = scope.parent
        return scope

    def descriptor(self, name: str, *, is_class: bool) -> str:
        """The descriptor of the next definition of `name` in this scope, which is counted."""
        # SCIP quotes names that are no plain identifiers, so that no descriptor can be spelled in two ways.
        name = name if _PLAIN.fullmatch(name) else "`" + name.replace("`", "``") + "`"
        nth = self.names[name] = self.names.get(name, -1) + 1
        again = f"+{nth}" if nth else ""
        if is_class:
            return self.symbol.descriptor + name + (f"({again})" if again else "") + "#"
        return f"{self.symbol.descriptor}{name}({again})."

    def refusal(self, name: str) -> str:
        """Why a definition of `name` in this scope gets no symbol of its own; empty where it gets one."""
        if self.depth >= _MAX_NESTING:
            return f"definitions are nested more than {_MAX_NESTING} deep"
        if len(name) > _MAX_NAME:
            return f"a name is longer than {_MAX_NAME} characters"
        if len(self.symbol.descriptor) + len(name) > _MAX_QNAME - 10:  # its own suffix, such as `(+1).`
            return f"a qualified name is longer than {_MAX_QNAME - 10} characters"
        return ""

    def root_name(self, name: str) -> str:
        """What a first name denotes: `self` for a method's object, empty for a local variable, else `name`."""
        at: Scope | None = self
        while at is not None and at.symbol.kind != "module":
            if at.symbol.kind in FUNCTIONS:
                if name == at.self_name:
                    return "self"
                if name in at.bound:
                    return ""
            at = at.parent
        return name
