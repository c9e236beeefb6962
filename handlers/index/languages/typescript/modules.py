"""Import rules of JavaScript and TypeScript: relative specifiers, index files, source suffixes, common aliases."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from handlers.index.facts import Import
from handlers.index.symbols import OUTSIDE, SymbolTable, Target

CODE = "ts"
_PREFIX = f"{CODE}|"

SUFFIXES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")
"""In the order in which a specifier without a suffix is tried."""

_SOURCES = {".js": (".ts", ".tsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
"""Suffixes of the sources that are compiled to a file with this one; TypeScript imports the compiled name."""

_DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")
_ALIAS = re.compile(r"(?:[@~#]/|src/)(.+)")
"""Aliases of a package's source folder; their definition in tsconfig.json or a bundler's settings is not read."""

_MAX_PACKAGE = 214  # characters: npm's own limit


def module_names(path: str) -> tuple[str, str, str]:
    """Descriptor, qualified name and name of a module: `src/a/b.ts` gives `ts|src/a/b.ts/`, `a.b` and `b`.

    The descriptor keeps the suffix, because `b.ts` and `b.js` may both exist. An `index` is named for its folder.
    """
    parts = (*PurePosixPath(path).parts[:-1], _stem(PurePosixPath(path).name))
    named = parts[1:] if len(parts) > 1 and parts[0] == "src" else parts
    named = named[:-1] if len(named) > 1 and named[-1] == "index" else named
    return f"{_PREFIX}{path}/", ".".join(named), _module_name(parts)


def module_mentions(specifier: str, path: str) -> tuple[str, ...]:
    """Names of modules that decide where `specifier` in the file `path` leads."""
    if specifier.startswith("."):
        parts = _normalised(f"{_folder(path)}/{specifier}") or ()
    elif (alias := _ALIAS.fullmatch(specifier)) is not None:
        parts = _normalised(alias[1]) or ()
    else:
        return ()
    if not parts:
        return ("index",)
    stem = _stem(parts[-1])
    return tuple(dict.fromkeys((parts[-1], stem, _module_name((*parts[:-1], stem)))))


class TypeScriptImports:
    """Implements `ImportRules`."""

    default_name = "default"

    def __init__(self, table: SymbolTable) -> None:
        self._table = table
        self._resolved: dict[tuple[str, str], str | None] = {}

    def loaded_module(self, statement: Import, importer: str) -> str | None:
        return importer if not statement.module else self._module(statement.module, importer)

    def package(self, statement: Import) -> str | None:
        specifier = statement.module
        if not specifier or specifier.startswith((".", "/")) or _ALIAS.fullmatch(specifier):
            return None
        parts = specifier.removeprefix("node:").split("/")
        package = "/".join(parts[: 2 if specifier.startswith("@") else 1])
        return package if 0 < len(package) <= _MAX_PACKAGE else None

    def step(self, module: str, name: str) -> Target | list[tuple[str, str]]:
        """The module's own definition, an import or export, then `export *`."""
        if (descriptor := self._table.members.get(module, {}).get(name)) is not None:
            return descriptor
        if (statement := self._table.imports.get(module, {}).get(name)) is not None:
            return self._imported(module, statement)
        if name == "default":  # `export *` leaves it out
            return []
        sources = (self._module(star.module, module) for star in self._table.stars.get(module, ()))
        return [(source, name) for source in sources if source is not None]

    def qualified(self, module: str, chain: tuple[str, ...]) -> None:
        return None

    def _imported(self, importer: str, statement: Import) -> Target | list[tuple[str, str]]:
        module = self.loaded_module(statement, importer)
        if module is None:
            return [] if self.package(statement) is None else OUTSIDE
        return module if statement.name is None else [(module, statement.name)]

    def _module(self, specifier: str, importer: str) -> str | None:
        folder = _folder(importer.removeprefix(_PREFIX).removesuffix("/"))
        key = (folder, specifier)
        if key not in self._resolved:
            self._resolved[key] = self._first(_locations(specifier, folder))
        return self._resolved[key]

    def _first(self, locations: Iterator[str]) -> str | None:
        """The first of `locations`, paths with or without suffixes, at which there is a module."""
        for location in locations:
            for path in _paths(location):
                if (descriptor := f"{_PREFIX}{path}/") in self._table.symbols:
                    return descriptor
        return None


def _locations(specifier: str, folder: str) -> Iterator[str]:
    """Where the module of a specifier may be, as paths from the project's root."""
    if specifier.startswith("."):
        if (parts := _normalised(f"{folder}/{specifier}")) is not None:
            yield "/".join(parts)
    elif (alias := _ALIAS.fullmatch(specifier)) is not None and (parts := _normalised(alias[1])) is not None:
        path = "/".join(parts)
        for parent in PurePosixPath(folder, "x").parents:  # the nearest package that has such a file
            yield (parent / "src" / path).as_posix()
            yield (parent / path).as_posix()


def _paths(location: str) -> Iterator[str]:
    """Files that a location may name, sources before what is compiled from them."""
    suffix = PurePosixPath(location).suffix
    for source in _SOURCES.get(suffix, ()):
        yield location.removesuffix(suffix) + source
    if suffix in SUFFIXES:
        yield location
    for base in (location, f"{location}/index" if location else "index"):
        for ending in (*SUFFIXES[:4], *_DECLARATIONS, *SUFFIXES[4:]):
            yield base + ending
    if suffix in _SOURCES:
        yield location.removesuffix(suffix) + _DECLARATIONS[0]


def _normalised(path: str) -> tuple[str, ...] | None:
    """The parts of a relative path without `.` and `..`; None when it leads out of the project."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return tuple(parts)


def _folder(path: str) -> str:
    folder = PurePosixPath(path).parent.as_posix()
    return "" if folder == "." else folder


def _stem(name: str) -> str:
    """A file's name without the suffixes of this language."""
    for suffix in (*_DECLARATIONS, *SUFFIXES):
        if name.endswith(suffix) and len(name) > len(suffix):
            return name.removesuffix(suffix)
    return name


def _module_name(parts: tuple[str, ...]) -> str:
    return parts[-2] if len(parts) > 1 and parts[-1] == "index" else parts[-1]
