"""How code and questions become words for BM25: identifiers are split, so `parseBody` is found by "parse body"."""

import re

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*|\d+")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words(text: str) -> list[str]:
    """Lower-case words of `text`: each identifier's parts, and the whole identifier when it has several."""
    result: list[str] = []
    for identifier in _IDENTIFIER.findall(text):
        parts = [part.lower() for part in _PART.findall(identifier)]
        result += parts
        if len(parts) > 1:
            result.append("".join(parts))
    return result
