"""Names: from the contract's spelling to words, from words to a language's case, and what to do when two meet."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import cache

from codegen.prose import is_visible

Words = tuple[str, ...]

# By the class of each character (see _class): runs of capitals end before the capital that starts a word
# (HTTPError -> HTTP Error); digits stay with the letters before them (int64, sha256); everything else separates.
_WORD = re.compile(r"A+(?!a)1*|A?a+1*|1+")
# Signs that carry meaning where a name consists of nothing else, or would lose what tells it apart.
_SIGNS = {
    "+": "plus", "-": "minus", "*": "star", "/": "slash", "<": "less", ">": "greater", "=": "equal", "!": "not",
    "@": "at", "#": "number", "$": "dollar", "%": "percent", "&": "and", "|": "or", "^": "caret", "~": "tilde",
    "?": "question", ".": "dot", ",": "comma", ":": "colon", ";": "semicolon", "_": "underscore", " ": "space",
    "(": "open", ")": "close", "[": "open", "]": "close", "{": "open", "}": "close", "'": "quote", '"': "quote",
    "`": "quote", "\\": "backslash",
}  # fmt: skip


@cache
def words(text: str) -> Words:
    """`createNote`, `create-note`, `Create note` -> ('create', 'note'). A sign that starts the text is spelled out.

    >>> words("HTTPErrorDetail"), words("sha256_sum"), words("+1"), words("")
    (('http', 'error', 'detail'), ('sha256', 'sum'), ('plus', '1'), ('empty',))
    """
    text = unicodedata.normalize("NFKC", text)
    classes = "".join(map(_class, text))
    found = tuple(_lower(text[m.start() : m.end()]) for m in _WORD.finditer(classes))
    if not found:
        return tuple(_SIGNS.get(sign, f"u{ord(sign):x}") for sign in text) or ("empty",)
    if text[0] in "+-<>=!@#$%&*~^":
        return (_SIGNS[text[0]], *found)
    return found


def _lower(text: str) -> str:
    """Without the marks that lower case adds to some letters (İ becomes i and a dot)."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


@cache
def _class(sign: str) -> str:
    """A capital, a small letter (or one of a script without case), a digit, or what no identifier may hold."""
    if not is_visible(sign) or not all(f"a{variant}".isidentifier() for variant in (sign, sign.upper(), sign.lower())):
        return " "
    if sign.isascii() and sign.isdigit():
        return "1"
    return "A" if sign.isupper() else "a" if sign.isalpha() else " "


def pascal(name: Words) -> str:
    return _start(_join(name, first=str.capitalize), "V")


def camel(name: Words) -> str:
    text = _join(name, first=str)
    return _start(text, "v")


def snake(name: Words) -> str:
    return _start("_".join(name), "v_")


def constant(name: Words) -> str:
    return snake(name).upper()


def kebab(name: Words) -> str:
    return "-".join(name)


def _join(name: Words, first: Callable[[str], str]) -> str:
    """Capitalised words; two digits that would run together are kept apart: ('1', '2') -> 1_2."""
    text = ""
    for index, word in enumerate(name):
        part = first(word) if index == 0 else word.capitalize()
        text += f"_{part}" if text and text[-1].isdigit() and part[0].isdigit() else part
    return text


def _start(text: str, prefix: str) -> str:
    text = unicodedata.normalize("NFKC", text)  # as Python and Swift compare names; capitals may need it anew
    return text if text and (text[0].isalpha() or text[0] == "_") else prefix + text


# No file can have these names on Windows, whatever its extension.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})

# Soft keywords are those of 3.11: names must not depend on the Python that generates them (3.12 adds `type`, which is a
# fine name for a member).
PYTHON_KEYWORDS = frozenset({*keyword.kwlist, "_", "case", "match", "self", "cls"})


def identifiers(
    names: Iterable[Words], case: Callable[[Words], str], reserved: Collection[str] = (), escape: str = "{}_"
) -> list[str]:
    """One identifier a name, in order, all different: a reserved one is escaped, a taken one numbered from 2.

    The first comer keeps the plain identifier, so callers give names in an order that does not depend on chance.
    """
    taken: set[str] = set()
    result = []
    for name in names:
        text = case(name)
        text = escape.format(text) if text in reserved else text
        chosen, number = text, 2
        while chosen in taken:
            chosen, number = f"{text}_{number}" if text[-1].isdigit() else f"{text}{number}", number + 1
        taken.add(chosen)
        result.append(chosen)
    return result
