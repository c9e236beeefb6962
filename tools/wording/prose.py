"""Extract the lines of prose of a file, without code: what a person reads as text."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class ProseLine:
    line: int
    text: str


def prose(path: str, text: str) -> Iterator[ProseLine]:
    """Lines of prose of the file `path`; nothing for a suffix that is not known."""
    suffix = path.rpartition(".")[2]
    if suffix == "md":
        yield from _markdown(text)
    elif suffix == "py":
        yield from _python(text, test=path.startswith("tests/"))
    elif suffix in ("yaml", "yml"):
        yield from _lines(text, r"(.*)")
    elif suffix in ("ts", "swift", "java"):
        yield from _lines(text, r"^\s*/?\*+(?!\S*/)(.*)|(?:^|\s)//+(.*)")
    elif suffix == "j2":
        yield from _lines(text, r'^\s*(?:/?\*+|///?|#|""")(.*)')
    elif suffix in ("toml", "sh", "Makefile") or path.endswith(".ci/run"):
        yield from _lines(text, r"(?:^|\s)#+(.*)")


def _markdown(text: str) -> Iterator[ProseLine]:
    text = re.sub(r"^( *)```.*?^\1```", _blank, text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^(?: {4}|\t)(?![-*\d]).*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)|<!--.*?-->", _blank, text, flags=re.DOTALL)
    yield from _lines(text, r"(.*)")


def _python(text: str, *, test: bool) -> Iterator[ProseLine]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield ProseLine(token.start[0], _without_code(token.string))
    tree = ast.parse(text)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield ProseLine(node.lineno, node.name.replace("_", " "))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and (id(node) in docstrings or (not test and _is_sentence(node.value)))
        ):
            yield from _string(node.lineno, node.value)


def _is_sentence(text: str) -> bool:
    """Whether a literal is text for a person and not a key, a pattern, a query or a template."""
    is_code = re.search(r"\\[bwds(]|\(\?|[A-Z]{4,} ", text)
    return len(re.findall(r"[a-z]{2,}", text)) >= 3 and " " in text and not is_code


def _string(line: int, text: str) -> Iterator[ProseLine]:
    for entry in _lines(text, r"(.*)"):
        yield ProseLine(line + entry.line - 1, entry.text)


def _lines(text: str, pattern: str) -> Iterator[ProseLine]:
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.search(pattern, line):
            shown = next((group for group in match.groups() if group), "")
            if shown.strip():
                yield ProseLine(number, _without_code(shown))


def _without_code(text: str) -> str:
    """Without code spans, quoted words and addresses."""
    return re.sub(r"``.*?``|`[^`]*`|\"[^\"]*\"|“[^”]*”|https?://\S+", "·", text)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
