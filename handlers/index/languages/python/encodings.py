"""The encoding of a Python source file (PEP 263), limited to encodings that decode in linear time."""

import codecs
import io
import tokenize

_REFUSED = frozenset({"punycode", "idna", "utf-7", "unicode-escape", "raw-unicode-escape", "undefined"})
"""Codecs for other purposes: quadratic (punycode: 40 s per MB), or their results are not text."""


def to_utf8(source: bytes) -> tuple[bytes, str]:
    """`source` as UTF-8, and why parts could not be decoded; an empty reason when all were."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        if codecs.lookup(encoding).name in _REFUSED:
            problem = f"the encoding {encoding[:50]} is not read"
        else:
            return source.decode(encoding).encode(), ""
    except UnicodeError as error:
        problem = f"not valid text: {error}"[:200]
    except SyntaxError as error:
        problem = str(error.msg)[:200]
    except (LookupError, ValueError) as error:
        problem = f"unknown encoding: {error}"[:200]
    return source.decode("utf-8", "replace").encode(), problem
