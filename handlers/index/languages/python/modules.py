"""Python's import rules: absolute, relative and star imports, packages and their submodules."""

import sys
from collections.abc import Sequence
from pathlib import PurePosixPath

from handlers.index.facts import Import
from handlers.index.symbols import OUTSIDE, SymbolTable, Target

CODE = "py"
_PREFIX = f"{CODE}|"


def module_names(path: str) -> tuple[str, str]:
    """Descriptor and qualified name of the module at `path`: `src/a/__init__.py` gives `py|src/a/__init__/` and `a`.

    Both follow from the path alone, so that no symbol is renamed when another file appears or disappears.
    """
    parts = PurePosixPath(path).with_suffix("").parts
    named = parts[1:] if len(parts) > 1 and parts[0] == "src" else parts
    named = named[:-1] if len(named) > 1 and named[-1] == "__init__" else named
    return _PREFIX + "/".join(parts) + "/", ".".join(named)


def module_mentions(module: str, path: str) -> tuple[str, ...]:
    """Names of modules that decide where `import module` in the file `path` leads."""
    dots = len(module) - len(module.lstrip("."))
    names = [name for name in module.split(".") if name]
    if dots:
        # The package that a relative import starts from: its `__init__.py` may appear or disappear.
        parents = PurePosixPath(path).parents
        names.insert(0, parents[min(dots, len(parents)) - 1].name or "__init__")
    return tuple(names)


class PythonImports:
    """Implements `ImportRules`."""

    default_name = None

    def __init__(self, table: SymbolTable) -> None:
        self._table = table
        self._modules: dict[str, str] = {}
        """Qualified name to module descriptor."""
        self._tails: dict[str, list[str]] = {}
        """Last part of a module's name to the modules that have it."""
        self._endings: dict[str, list[str]] = {}
        for module in table.modules:
            same = self._modules.get(module.qname)
            self._modules[module.qname] = min(same, module.descriptor) if same else module.descriptor
            self._tails.setdefault(module.name, []).append(module.descriptor)

    def loaded_module(self, statement: Import, importer: str) -> str | None:
        """For `from package import name` the submodule where there is one."""
        target = self._module(statement.module, importer)
        if statement.name in (None, "*"):
            return target
        if target is not None and (statement.name or "") in self._table.members.get(target, {}):
            return target
        submodule = self._module(_joined(statement), importer)
        return submodule if submodule is not None and submodule != importer else target

    def package(self, statement: Import) -> str | None:
        return statement.module.partition(".")[0] or None

    def step(self, module: str, name: str) -> Target | list[tuple[str, str]]:
        """The module's own definition, an import, a submodule, then star imports."""
        if (descriptor := self._table.members.get(module, {}).get(name)) is not None:
            return descriptor
        if (statement := self._table.imports.get(module, {}).get(name)) is not None:
            return self._imported(module, statement)
        if (submodule := self._submodule(module, name)) is not None:
            return submodule
        if name.startswith("_"):
            return []
        sources = (self._module(star.module, module) for star in self._table.stars.get(module, ()))
        return [(source, name) for source in sources if source is not None]

    def qualified(self, module: str, chain: tuple[str, ...]) -> tuple[Target, tuple[str, ...]] | None:
        """`import a.b.c` binds only `a`, which may be outside while `a.b.c` is a module here: the longest wins."""
        binding = self._table.imports.get(module, {}).get(chain[0])
        if binding is None or binding.name is not None or binding.bound != binding.module.partition(".")[0]:
            return None
        for length in range(len(chain), 0, -1):
            if (target := self._module(".".join(chain[:length]), module)) is not None:
                return target, chain[length:]
        return OUTSIDE, ()

    def _imported(self, importer: str, statement: Import) -> Target | list[tuple[str, str]]:
        """What an import binds, or where to look for it."""
        if statement.name is None:
            top = statement.module.partition(".")[0]
            return self._module(top if statement.bound == top else statement.module, importer) or OUTSIDE
        module = self._module(statement.module, importer)
        if module is not None:
            return [(module, statement.name)]
        submodule = self._module(_joined(statement), importer)
        return submodule or ([] if statement.module.startswith(".") else OUTSIDE)

    def _module(self, dotted: str, importer: str) -> str | None:
        """The project's module that `importer` names `dotted`; None when it is outside.

        Absolute names are tried in full, then next to the importer (a script's folder is on the path), then as the end
        of exactly one module's name, because a project's root is often not the root of its packages.
        """
        if dotted.startswith("."):
            return self._relative(dotted, importer)
        if dotted in self._modules:
            return self._modules[dotted]
        first, _, rest = dotted.partition(".")
        if first in sys.stdlib_module_names:
            return None
        if sibling := self._at(_folder(importer, 0), dotted.split(".")):
            return sibling
        matching = self._ending_in(dotted)
        if not rest:  # a single word matches too easily: only a package's name counts
            matching = [descriptor for descriptor in matching if descriptor.endswith("/__init__/")]
        return matching[0] if len(matching) == 1 else None

    def _ending_in(self, dotted: str) -> list[str]:
        """Modules whose qualified name ends in `dotted`."""
        if dotted not in self._endings:
            same_tail = self._tails.get(dotted.rsplit(".", 1)[-1], [])
            symbols = self._table.symbols
            self._endings[dotted] = [d for d in same_tail if symbols[d].qname.endswith("." + dotted)]
        return self._endings[dotted]

    def _relative(self, dotted: str, importer: str) -> str | None:
        name = dotted.lstrip(".")
        folder = _folder(importer, len(dotted) - len(name) - 1)
        return None if folder is None else self._at(folder, name.split(".") if name else [])

    def _at(self, folder: str | None, parts: Sequence[str]) -> str | None:
        path = "/".join([folder, *parts] if folder else parts)
        for descriptor in (f"{_PREFIX}{path}/__init__/" if path else f"{_PREFIX}__init__/", f"{_PREFIX}{path}/"):
            if descriptor in self._table.symbols:
                return descriptor
        return None

    def _submodule(self, module: str, name: str) -> str | None:
        """The module `name` in the package whose `__init__` is `module`."""
        if not module.endswith("__init__/"):
            return None
        return self._at(module.removeprefix(_PREFIX).removesuffix("__init__/").rstrip("/"), [name])


def _joined(statement: Import) -> str:
    separator = "" if statement.module.endswith(".") else "."
    return f"{statement.module}{separator}{statement.name}"


def _folder(module: str, levels: int) -> str | None:
    """The folder `levels` above that of a module, empty for the root; None above the root."""
    parents = PurePosixPath(module.removeprefix(_PREFIX)).parents
    if levels >= len(parents):
        return None
    folder = parents[levels].as_posix()
    return "" if folder == "." else folder
