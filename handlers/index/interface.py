"""What code outside a project may call without the project naming it: public names, and names of conventions."""

from __future__ import annotations

import ast
import asyncio
import collections.abc
import io
import logging
import re
import threading
import tomllib
import unittest
from functools import cache
from pathlib import Path

from handlers.graph.model import Node

_TEST_HOOKS = frozenset(
    f"{when}_{what}" for when in ("setup", "teardown") for what in ("module", "class", "method", "function")
)


def is_conventional(name: str) -> bool:
    """Whether Python, a test runner or the standard library calls functions of this name."""
    if (name.startswith("__") and name.endswith("__")) or name.startswith(("test", "pytest_")):
        return True
    return name in ("main", "constructor") or name in _TEST_HOOKS or name in _called_by_the_library()


@cache
def _called_by_the_library() -> frozenset[str]:
    """Methods that the standard library calls on objects of any class: files, handlers of logs, protocols, visitors."""
    classes: tuple[type, ...] = (
        *(io.TextIOWrapper, io.BufferedRandom, io.FileIO, collections.abc.Generator, collections.abc.Coroutine),
        *(logging.Handler, logging.Formatter, logging.Filter, ast.NodeVisitor, threading.Thread, unittest.TestCase),
        *(asyncio.Protocol, asyncio.BufferedProtocol, asyncio.DatagramProtocol, asyncio.SubprocessProtocol),
    )
    return frozenset(name for each in classes for name in dir(each) if not name.startswith("_"))


def is_distributed(root: Path) -> bool:
    """Whether programs outside import from here: the root is a package itself, or has what makes a package of it."""
    if any((root / name).is_file() for name in ("__init__.py", "setup.py", "setup.cfg")):
        return True
    try:
        settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool({"project", "build-system"} & settings.keys()) or "poetry" in settings.get("tool", {})


def is_part(root: Path) -> bool:
    """Whether the root is a package within a package, whose private names the larger one uses."""
    return all((folder / "__init__.py").is_file() for folder in (root, root.parent))


def is_public(node: Node, *, distributed: bool, exported: set[str]) -> bool:
    """Whether a function can be reached from outside by its own name.

    `exported`: words of `__init__.py` files and of modules with `__all__`, which name what a package offers.
    """
    module = node.path.removesuffix(".py")
    within = re.sub(r"\(\+?\d*\)", "()", node.uid.split("|", 2)[-1].removeprefix(module + "/"))
    if node.name.startswith("_") or re.search(r"\(\)\.[^#]*\(\)\.$", within):  # private, or defined in a function
        return False
    # Private classes and modules too: objects of private classes are handed out, and `from ._models import *` is usual.
    stem = module.rsplit("/", 1)[-1]
    return distributed or stem == "__init__" or not {stem, *re.findall(r"\w+(?=#)", within)}.isdisjoint(exported)
