"""Violation"""

from __future__ import annotations

from codegen.runtime.model import Model


class Violation(Model):
    """One place where the input breaks the contract."""

    pointer: str
    """A JSON pointer (RFC 6901) into the body, or where the place is a parameter `/query/<name>`, `/path/<name>`,
    `/header/<name>` or `/cookie/<name>`.
    """
    detail: str
