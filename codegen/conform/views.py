"""What the templates of `conform` see: every string is final."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A schema and how a language writes its type; for an instance, the value too."""

    name: str
    type: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """`module` and `imports`: where the generated code is."""

    rows: tuple[Row, ...]
    module: str = ""
    imports: tuple[str, ...] = ()
