"""A question to propose to a person who has just indexed a project, built from the project itself."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path

from handlers.graph.code_graph import CodeGraph, Measured
from handlers.index.origin import Origin, origin_of
from handlers.index.reading import UnreadableError, read

_CANDIDATES = 50
_READMES = ("README.md", "README.rst", "README.txt", "README", "readme.md")
_TITLE = re.compile(r"[^\W_][\w .,:&+'-]{1,59}", re.ASCII)
_UNDERLINE = re.compile(r"[=\-~*#^]{3,}")


async def first_question(graph: CodeGraph, root: Path, name: str) -> str:
    """About the function that is called most, else the most complex one, else what the README has as its title.

    Tests, generated code and functions with a leading underscore are left out: they reveal little about the project.
    """
    if (function := _telling(await graph.most_called(limit=_CANDIDATES))) is not None:
        return f"What does {function} do, and where is it used?"
    if (function := _telling(await graph.most_complex(limit=_CANDIDATES))) is not None:
        return f"How does {function} work?"
    title = await asyncio.to_thread(_readme_title, root)
    return f"What is {title or name} for?"


def _telling(measured: Iterable[Measured]) -> str | None:
    """The first function worth asking about: a method as `Class.method`."""
    for node in (function.node for function in measured):
        if node.name.startswith("_") or len(node.name) < 3 or origin_of(node.path) != Origin():
            continue
        parts = node.qname.split(".")
        return ".".join(parts[-2:]) if node.kind in ("method", "property") else node.name
    return None


def _readme_title(root: Path) -> str | None:
    """The first line with words of the README, if it reads like a title: markup, badges and hostile text do not."""
    for name in _READMES:
        try:
            text = read(root, name)[:4096].decode("utf-8", "replace")
        except UnreadableError:
            continue
        for line in text.splitlines():
            title = line.strip().strip("#").strip()
            if _TITLE.fullmatch(title):
                return title
            if title and not _UNDERLINE.fullmatch(title) and not title.startswith(("<", "[", "!", "..")):
                return None
    return None
