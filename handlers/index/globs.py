"""Patterns of `.gitignore` files and of a project's `exclude`, matched in time that grows with pattern times path.

The expressions that `pathspec` makes try every place for every `*`: six stars on a name of 80 letters take seconds. A
`*` or `**` that another one follows in the same name or path needs the first place only (Krauss, "Matching Wildcards",
2008), since the later one can reach whatever the earlier one could. So it becomes an atomic group.
"""

import re
from collections.abc import Iterable

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_STAR = "[^/]*"
_LEADING, _LEADING_LAZY = "(?:.+/)?", "(?:.+?/)??"
_FOLDERS, _FOLDERS_LAZY = "(?:/.+)?/", "(?:/.+?)??/"
_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


def ignore_spec(lines: Iterable[str]) -> GitIgnoreSpec:
    """The patterns as git reads them; a broken one is ignored, as git does."""
    patterns = []
    for line in lines:
        try:
            patterns.append(_pattern(line))
        except ValueError:
            continue
    return GitIgnoreSpec(patterns, backend="simple")  # others, where they are installed, have no atomic groups


def _pattern(line: str) -> GitIgnoreSpecPattern:
    pattern = GitIgnoreSpecPattern(line)
    if pattern.regex is not None:
        pattern.regex = re.compile(linear(pattern.regex.pattern), pattern.regex.flags)
    return pattern


def linear(expression: str) -> str:
    """An expression that matches the same paths without trying the places of one star for each place of another."""
    first, *chunks = map(_names, expression.split(_FOLDERS))
    if not chunks:
        return first
    head = first.removeprefix("^")
    if head.startswith(_LEADING):
        head = _LEADING_LAZY + head.removeprefix(_LEADING)
    *inner, last = chunks
    return "".join(
        [f"^(?>{head}(?=/))", *(f"(?>{_FOLDERS_LAZY}{chunk}(?=/))" for chunk in inner), _FOLDERS, last],
    )


def _names(expression: str) -> str:
    """The same for the stars within names."""
    first, *pieces = expression.split(_STAR)
    if not pieces:
        return first
    *inner, last = pieces
    written = [_STAR + piece if "/" in _CLASS.sub("", piece) else f"(?>[^/]*?{piece})" for piece in inner]
    return "".join([first, *written, _STAR, last])
