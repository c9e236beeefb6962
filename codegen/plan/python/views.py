"""What the templates of target `python` see: every string is final."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldView:
    name: str
    annotation: str
    value: str  # ' = …', or nothing
    doc: str  # a docstring with its quotes, or nothing


@dataclass(frozen=True, slots=True)
class ModelView:
    """A class."""

    name: str
    doc: str
    extra: str  # the type of members that no field names, or nothing
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class AliasView:
    """`name: TypeAlias = value`, whole."""

    statement: str
    doc: str


@dataclass(frozen=True, slots=True)
class ModuleView:
    """One file: declarations that need each other."""

    title: str
    imports: tuple[str, ...]
    models: tuple[ModelView, ...]
    aliases: tuple[AliasView, ...]


@dataclass(frozen=True, slots=True)
class ExportView:
    module: str
    names: str


@dataclass(frozen=True, slots=True)
class PackageView:
    """`__init__.py`."""

    title: str
    exports: tuple[ExportView, ...]
    names: tuple[str, ...]  # quoted
