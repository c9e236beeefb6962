"""JavaScript and TypeScript, with JSX: one language, because their files import each other."""

from importlib.metadata import version
from pathlib import PurePosixPath

import tree_sitter
import tree_sitter_javascript
import tree_sitter_typescript

from handlers.index.facts import FileFacts
from handlers.index.languages.parsing import parse_tree
from handlers.index.languages.syntax import count_lines, syntax_error
from handlers.index.languages.typescript.builtins import BUILTIN_MODULES
from handlers.index.languages.typescript.modules import CODE, SUFFIXES, TypeScriptImports
from handlers.index.languages.typescript.traversal import TypeScriptTraversal
from handlers.index.symbols import SymbolTable
from handlers.security.secrets import mask_secrets_in_utf8

_JAVASCRIPT = tree_sitter.Language(tree_sitter_javascript.language())
_TYPESCRIPT = tree_sitter.Language(tree_sitter_typescript.language_typescript())
_TSX = tree_sitter.Language(tree_sitter_typescript.language_tsx())
_GRAMMARS = {".ts": _TYPESCRIPT, ".mts": _TYPESCRIPT, ".cts": _TYPESCRIPT, ".tsx": _TSX}
_PACKAGES = ("tree-sitter-javascript", "tree-sitter-typescript")


class TypeScript:
    """Implements `Language`."""

    name = "typescript"
    code = CODE
    proves_unused = False
    suffixes = frozenset(SUFFIXES)
    version = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)

    def parse(self, path: str, source: bytes) -> FileFacts:
        text, problem = _to_utf8(source)
        text = mask_secrets_in_utf8(text)
        grammar = _GRAMMARS.get(PurePosixPath(path).suffix, _JAVASCRIPT)
        root = parse_tree(grammar, text).root_node
        return TypeScriptTraversal(path, count_lines(text), root, text, problem or syntax_error(root)).facts()

    def import_rules(self, table: SymbolTable) -> TypeScriptImports:
        return TypeScriptImports(table)

    def is_standard(self, package: str) -> bool:
        return package in BUILTIN_MODULES


def _to_utf8(source: bytes) -> tuple[bytes, str]:
    """`source` as UTF-8 without a byte order mark, and why parts could not be decoded."""
    source = source.removeprefix(b"\xef\xbb\xbf")
    try:
        source.decode()
    except UnicodeError as error:
        return source.decode("utf-8", "replace").encode(), f"not valid text: {error}"[:200]
    return source, ""
