"""The Jinja environment for templates that a repository brings: they run no code, read no file outside of their folder,
and their loops, calls, includes and texts are bounded.

https://jinja.palletsprojects.com/en/stable/sandbox/ : the sandbox itself keeps templates from Python's internals, and
leaves the bounds to its user.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, Template, TemplateNotFound, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_STEPS = 2_000_000  # for one file: far more than the largest contract takes
SIZE_OF_STEP = 64  # characters or items: what is large counts for more
MAX_SIZE = 10_000_000  # characters of a text, or items of a list
MAX_NUMBER = 2**64

_TEXT_METHODS = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "isalnum", "isalpha", "isdigit", "isidentifier", "islower",
    "isspace", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rfind", "rpartition",
    "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
})  # fmt: skip
_FILTERS = frozenset({
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select",
    "selectattr", "sort", "string", "sum", "title", "trim", "unique", "upper", "wordcount",
})  # fmt: skip
"""Methods and filters whose result is about as large as what they are given: `center(1000000000)` is not."""


class ContainedLoader(FileSystemLoader):
    """Finds templates in folders; a link that leads out of them is a template that is not there."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, fresh = super().get_source(environment, template)
        if not any(Path(file).resolve().is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateNotFound(template, f"{file} is a link that leads out of the folder of templates")
        return source, file, fresh


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Counts what a rendered text takes: passes of loops, calls, includes, and sizes. `restart` begins a new text."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        known = {name: self._measured(value) for name, value in self.filters.items() if name in _FILTERS}
        self.filters = {
            **known,
            "join": self._join,
            "replace": self._replace,
            "_counted": self._counted,
            "_sized": self._sized,
        }
        self.globals = {name: value for name, value in self.globals.items() if name in ("dict", "namespace", "range")}
        finalize = self.finalize
        self.finalize = lambda value: self._sized(finalize(value) if finalize else value)
        self._steps = self._text = 0

    def restart(self) -> None:
        self._steps = 0

    def _step(self, size: int = 0) -> None:
        self._steps += 1 + size // SIZE_OF_STEP
        if self._steps > MAX_STEPS:
            raise SecurityError(f"a template took more than {MAX_STEPS:,} steps")

    def _sized(self, value: Any) -> Any:
        if isinstance(value, str | bytes | list | tuple | dict):
            self._step(len(value))
        return value

    def _counted(self, values: Iterable[Any], size: int) -> Iterator[Any]:
        for value in values:
            self._step(size)
            yield value

    def _measured(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def measured(*arguments: Any, **options: Any) -> Any:
            for value in arguments:
                self._step(len(value) * SIZE_OF_STEP if isinstance(value, list | tuple | dict) else 0)
            return _bounded(function(*arguments, **options))

        return measured

    def _join(self, values: Iterable[Any], separator: str = "") -> str:
        texts = [str(value) for value in self._counted(values, 0)]
        if sum(map(len, texts)) + len(separator) * len(texts) > MAX_SIZE:
            raise SecurityError(f"a template made a text of more than {MAX_SIZE:,} characters")
        return separator.join(texts)

    def _replace(self, text: object, old: str, new: str, count: int = -1) -> str:
        whole = str(self._sized(text))
        places = len(whole) + 1 if old == "" else whole.count(old)
        self._step(len(whole))
        if len(whole) + places * len(new) > MAX_SIZE:
            raise SecurityError(f"a template made a text of more than {MAX_SIZE:,} characters")
        return whole.replace(old, new, count)

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        """Loops count their passes with the text in them, and texts are joined by the filter that measures them."""
        self._text = max(self._text, _length(source))
        for loop in list(source.find_all(nodes.For)):
            loop.iter = _filtered(loop.iter, "_counted", nodes.Const(_length(loop)))
        for comparison in list(source.find_all(nodes.Compare)):
            comparison.expr = _filtered(comparison.expr, "_sized")
            for operand in comparison.ops:
                operand.expr = _filtered(operand.expr, "_sized")
        for part in list(source.find_all(nodes.Getitem)):
            part.node = _filtered(part.node, "_sized")
        _replace_concatenation(source)
        source.set_environment(self)
        return super()._generate(source, *arguments, **options)

    def get_template(self, *arguments: Any, **options: Any) -> Template:
        self._step(self._text)
        return super().get_template(*arguments, **options)

    def call(self, context: Context, function: Any, /, *arguments: Any, **options: Any) -> Any:
        self._step(self._text)
        self._sized(getattr(function, "__self__", None))
        return super().call(context, function, *arguments, **options)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+" or (numbers and operator != "**"):
            return _bounded(super().call_binop(context, operator, self._sized(left), self._sized(right)))
        raise SecurityError(f"a template may not use {operator} here")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str):
            return attr in _TEXT_METHODS  # `replace`, `format`, `ljust` and others can make large texts of small ones
        if isinstance(obj, int | float | bytes):
            return False
        if isinstance(obj, Mapping):
            return attr in ("get", "items", "keys", "values")
        return super().is_safe_attribute(obj, attr, value)


def _filtered(value: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(cast(nodes.Expr, value), name, list(arguments), [], None, None, lineno=value.lineno)


def _length(node: nodes.Node) -> int:
    return sum(len(text.data) for text in node.find_all(nodes.TemplateData))


def _replace_concatenation(node: nodes.Node) -> None:
    """`a ~ b` becomes `[a, b] | join`, everywhere below a node."""

    def replaced(value: Any) -> Any:
        if isinstance(value, list):
            return [replaced(item) for item in value]
        if isinstance(value, nodes.Node):
            _replace_concatenation(value)
        if isinstance(value, nodes.Concat):
            return _filtered(nodes.List(value.nodes, lineno=value.lineno), "join")
        return value

    for name, value in list(node.iter_fields()):
        setattr(node, name, replaced(value))


def _bounded(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > MAX_SIZE:
        raise SecurityError(f"a template made a text or list of more than {MAX_SIZE:,} items")
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        raise SecurityError("a template made a number of more than 64 bits")
    return value
