"""Python: files ending in `.py`, parsed by tree-sitter-python."""

import sys
from importlib.metadata import version

import tree_sitter
import tree_sitter_python

from handlers.index.facts import FileFacts
from handlers.index.languages.parsing import parse_tree
from handlers.index.languages.python.encodings import to_utf8
from handlers.index.languages.python.modules import CODE, PythonImports
from handlers.index.languages.python.traversal import PythonTraversal
from handlers.index.languages.syntax import count_lines, syntax_error
from handlers.index.symbols import SymbolTable
from handlers.security.secrets import mask_secrets_in_utf8

_GRAMMAR = tree_sitter.Language(tree_sitter_python.language())


class Python:
    """Implements `Language`."""

    name = "python"
    code = CODE
    proves_unused = True
    suffixes = frozenset({".py"})
    version = f"tree-sitter-python {version('tree-sitter-python')}"

    def parse(self, path: str, source: bytes) -> FileFacts:
        text, problem = to_utf8(source)
        text = mask_secrets_in_utf8(text)
        root = parse_tree(_GRAMMAR, text).root_node
        return PythonTraversal(path, count_lines(text), root, problem or syntax_error(root)).facts()

    def import_rules(self, table: SymbolTable) -> PythonImports:
        return PythonImports(table)

    def is_standard(self, package: str) -> bool:
        return package in sys.stdlib_module_names
