"""Python's spelling of text, constants and documentation."""

from __future__ import annotations

import re

from pydantic import BaseModel

from codegen.contract import JSON, Doc
from codegen.naming import PYTHON_KEYWORDS
from codegen.prose import IGNORABLE, escaped, one_line, printable, wrapped

# A field must hide neither what its own annotations name nor what every model has.
FIELD_NAMES = (
    PYTHON_KEYWORDS
    | frozenset(name for name in dir(BaseModel) if not name.startswith("_"))
    | {"str", "int", "float", "bool", "bytes", "list", "dict", "tuple"}
)
# Python's builtins with a capital, as of 3.11: a list of our own, for what is generated must not depend on the Python
# that generates it.
BUILTINS = frozenset({
    "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup",
    "BlockingIOError", "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError",
    "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError",
    "DeprecationWarning", "EOFError", "Ellipsis", "EncodingWarning", "EnvironmentError", "Exception",
    "ExceptionGroup", "False", "FileExistsError", "FileNotFoundError", "FloatingPointError", "FutureWarning",
    "GeneratorExit", "IOError", "ImportError", "ImportWarning", "IndentationError", "IndexError",
    "InterruptedError", "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError",
    "ModuleNotFoundError", "NameError", "None", "NotADirectoryError", "NotImplemented", "NotImplementedError",
    "OSError", "OverflowError", "PendingDeprecationWarning", "PermissionError", "ProcessLookupError",
    "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError", "RuntimeWarning",
    "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError", "SystemExit",
    "TabError", "TimeoutError", "True", "TypeError", "UnboundLocalError", "UnicodeDecodeError",
    "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError", "UnicodeWarning", "UserWarning",
    "ValueError", "Warning", "ZeroDivisionError",
})  # fmt: skip
# A class must hide nothing that generated modules import, nor a builtin.
TYPE_NAMES = BUILTINS | {
    "Annotated", "Any", "DateTime", "Decimal", "Field", "JsonValue", "Literal", "MISSING", "Model", "TypeAlias",
    "TypeAliasType", "False", "None", "True", "ConfigDict",
}  # fmt: skip


def literal(value: JSON) -> str:
    return IGNORABLE.sub(lambda found: escaped(found[0]), repr(value))


def title(*parts: str) -> str:
    """The first line of a file, between the quotes of its docstring."""
    text = one_line(" ".join(parts).replace("\\", "").replace('"', "'"))
    return text.replace("\\", "\\\\")


def docstring(doc: Doc, indent: int = 4) -> str:
    """A docstring with its quotes, '' where the contract says nothing. Nothing in the text can end it early."""
    text = "\n\n".join(part.strip() for part in (doc.summary, doc.description) if part.strip())
    if doc.deprecated:
        text = f"Deprecated. {text}".strip()
    if not text:
        return ""
    lines = wrapped(printable(text), 116 - indent)
    # Escaped after wrapping, so that no line ends within an escape; the quote that would meet another or the end, too.
    lines = [re.sub(r'"(?="|$)', r"\"", line.replace("\\", "\\\\")) for line in lines]
    end = "\n" if len(lines) > 1 else ""
    return '"""' + ("\n" + " " * indent).join(lines).rstrip(" ") + (end + " " * indent if end else "") + '"""'
