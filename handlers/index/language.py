"""What a programming language must provide to be indexed; implementations are folders in `languages/`."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from handlers.index.facts import FileFacts, Import
from handlers.index.symbols import SymbolTable, Target


class ImportRules(Protocol):
    """Which module an import loads, and what a name means at the top of a module. Modules are descriptors."""

    @property
    def default_name(self) -> str | None:
        """The member that a call or extension of the module itself refers to; None if there is none."""
        ...

    def loaded_module(self, statement: Import, importer: str) -> str | None:
        """The module of the project that `statement` loads when `importer` runs; None when it is outside."""
        ...

    def package(self, statement: Import) -> str | None:
        """The package outside the project that `statement` loads; None when it cannot be one."""
        ...

    def step(self, module: str, name: str) -> Target | list[tuple[str, str]]:
        """The meaning of `name` in `module`, or the pairs of module and name to look up next, in order."""
        ...

    def qualified(self, module: str, chain: tuple[str, ...]) -> tuple[Target, tuple[str, ...]] | None:
        """The module that the first names of a dotted expression denote together, and the remaining names.

        None when the names have to be looked up one after the other.
        """
        ...


class Language(Protocol):
    """A language: its files, its parser and its import rules. Symbols of two languages are never linked."""

    @property
    def name(self) -> str:
        """The property `lang` of nodes in the graph."""
        ...

    @property
    def code(self) -> str:
        """First part of the descriptors of its symbols, followed by `|`; neither `ext` nor `file`."""
        ...

    @property
    def suffixes(self) -> frozenset[str]:
        """Endings of its files, with the dot."""
        ...

    @property
    def version(self) -> str:
        """Names and versions of its grammars; files are parsed again when it changes."""
        ...

    @property
    def proves_unused(self) -> bool:
        """Whether `mentions` recognises every way in which code of this language can name a function.

        Otherwise no function of this language is reported as certainly unused.
        """
        ...

    def parse(self, path: str, source: bytes) -> FileFacts:
        """The facts of one file, secrets masked. Faulty source is reported in `incomplete` and raises nothing."""
        ...

    def import_rules(self, table: SymbolTable) -> ImportRules:
        """The import rules over the symbols of this language in one project."""
        ...

    def is_standard(self, package: str) -> bool:
        """Whether `package` comes with the language itself."""
        ...


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that an index reads; no two may share a code or a suffix."""

    all: tuple[Language, ...]

    @property
    def suffixes(self) -> frozenset[str]:
        return frozenset(suffix for language in self.all for suffix in language.suffixes)

    @property
    def version(self) -> str:
        return ", ".join(language.version for language in self.all)

    def of_path(self, path: str) -> Language | None:
        """The language of a file, by its suffix."""
        suffix = PurePosixPath(path).suffix
        return next((language for language in self.all if suffix in language.suffixes), None)

    def proves_unused(self, path: str) -> bool:
        language = self.of_path(path)
        return language is not None and language.proves_unused
