"""What is absent on the wire is None in a service."""

from __future__ import annotations

from typing import TypeVar

from codegen.runtime.model import MISSING

T = TypeVar("T")


def given(value: T | MISSING) -> T | None:
    return None if value is MISSING else value


def absent(value: T | None) -> T | MISSING:
    return MISSING if value is None else value
