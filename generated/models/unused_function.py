"""UnusedFunction"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class UnusedFunction(Model):
    """A function that nothing in the project is seen to use."""

    symbol: str
    path: str
    start_line: int = Field(alias="startLine")
    end_line: int = Field(alias="endLine")
    certain: bool
    """Whether nothing can call it, as far as the project's files show. False where its name occurs anywhere else
    (code, strings, configuration, documents), where it has a decorator or its class a base, and where it is part of
    a package's public interface.
    """
