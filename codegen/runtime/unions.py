"""Which case of a union a value is, decided before Pydantic reads it.

Pydantic tries every case. In a union that holds itself each level of a value doubles that work, so that 200 bytes
could keep a server busy for seconds. Here a case is chosen by its tag, else by what its schema asks for at first
sight, else by the first schema that accepts the value: a verdict that is kept for all levels of the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import BaseModel, Discriminator, Tag

__all__ = ["SEVERAL", "Case", "Choice", "Discriminator", "Tag", "judging"]

Judge: TypeAlias = Callable[[Any, Any], bool]
"""Whether a schema, which is first, accepts a JSON value."""

SEVERAL = "several"
"""The tag of all cases together, which Pydantic tries: several fit and no schema decides, as outside of a server."""

_judge: ContextVar[Judge | None] = ContextVar("judge", default=None)
_TYPES = {bool: "boolean", int: "integer", float: "number", list: "array", tuple: "array", dict: "object"}


@contextmanager
def judging(judge: Judge) -> Iterator[None]:
    """Values that are read within have been validated, and `judge` knows the contract's schemas."""
    before = _judge.set(judge)
    try:
        yield
    finally:
        _judge.reset(before)


@dataclass(frozen=True, slots=True)
class Case:
    """`model`: the class, by its name; `types`: the JSON types that the case admits, () for any; `schema` decides."""

    model: str
    types: tuple[str, ...]
    schema: Any
    tags: tuple[Any, ...] = ()
    required: tuple[str, ...] = ()
    constants: tuple[tuple[str, tuple[Any, ...]], ...] = ()


class Choice:
    """Pydantic's discriminator of one union: gives the place of a value's case, as text."""

    def __init__(self, *cases: Case, member: str | None = None) -> None:
        """`member` has the tag."""
        self._cases, self._member = cases, member
        self.__name__ = "choice"  # for Pydantic, which expects a function
        self._models = {case.model: str(index) for index, case in enumerate(cases) if case.model}
        self._tags = {_same(tag): str(index) for index, case in enumerate(cases) for tag in case.tags}

    def __call__(self, value: Any) -> str | None:
        if isinstance(value, BaseModel):
            names = (self._models.get(kind.__name__) for kind in type(value).__mro__)
            return next((index for index in names if index is not None), None)
        if self._member is not None and isinstance(value, dict):
            tag = value.get(self._member)
            index = self._tags.get(_same(tag)) if isinstance(tag, str | int) else None
            if index is not None:
                return index
        fitting = [index for index, case in enumerate(self._cases) if _fits(case, value)]
        if len(fitting) < 2:
            return str(fitting[0]) if fitting else None
        judge = _judge.get()
        if judge is None:
            return SEVERAL
        *others, last = fitting
        return str(next((index for index in others if judge(self._cases[index].schema, value)), last))


def _same(value: Any) -> tuple[bool, Any]:
    """True is not 1, which Python takes for equal."""
    return isinstance(value, bool), value


def _fits(case: Case, value: Any) -> bool:
    name = "null" if value is None else _TYPES.get(type(value), "string")
    numeric = {"integer", "number"} if name in ("integer", "number") else {name}
    if case.types and numeric.isdisjoint(case.types):
        return False
    if not isinstance(value, dict):
        return True
    if not all(member in value for member in case.required):
        return False
    return all(member not in value or _among(value[member], values) for member, values in case.constants)


def _among(value: Any, values: Sequence[Any]) -> bool:
    return any(isinstance(value, bool) is isinstance(one, bool) and value == one for one in values)
