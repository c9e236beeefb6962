"""contracts.toml: which documents become what, and where. Paths in it are relative to the file itself.

It comes with a repository, so that it is not trusted: output folders are in the project (`codegen.paths.project_of`),
unless the command line allows others.

documents = ["openapi.yaml", "asyncapi.yaml"]
handlers = "../handlers"            # optional: what `contracts status` looks through
templates = "templates"             # optional: a folder a target; a template there replaces the shipped one
strict = false                      # optional: warnings fail, too

[diff]                              # optional: what `contracts diff` makes of findings (codegen/diff/settings.py)

[targets.swift]
out = "../generated/swift"
keep = ["Package.resolved"]         # optional: files and folders there that are yours; all others are reported
package = "NotesAPI"                # every other key is an option of the target
"""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from codegen import lock, toml_text
from codegen.diagnostics import ToolchainError
from codegen.paths import VERSION_CONTROL, PathError, check_path, project_of

FILE = "contracts.toml"
SEARCHED = (FILE, f"contracts/{FILE}")
DEFAULT_TARGETS = ("python", "fastapi", "swift", "typescript")
SIDE_BY_SIDE: Mapping[str, Mapping[str, Any]] = {"fastapi": {"models": "..python"}}
"""Options of targets that lie in one folder: the server finds its models beside itself."""


class ConfigError(ToolchainError):
    """A configuration that cannot be used; the message starts with file:line where there is one."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Output:
    """One target, the folder that it owns, and its options. `keep`: paths in the folder that are not generated and stay
    there."""

    target: str
    folder: Path
    options: Mapping[str, Any] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Config:
    documents: tuple[Path, ...]
    outputs: tuple[Output, ...]
    templates: Path | None = None
    handlers: Path | None = None
    strict: bool = False
    file: Path | None = None
    lock: Path | None = None  # where the names of generated code are pinned; None: they are not
    plugins: bool = False  # whether targets may be imported that are in the project itself

    def only(self, targets: Iterable[str]) -> Config:
        """The same with the named targets alone. ConfigError where one is not configured."""
        wanted, known = list(targets), [output.target for output in self.outputs]
        for name in wanted:
            if name not in known:
                raise ConfigError(
                    f"target {name!r} is not configured; there are: {', '.join(known)}{_near(name, known)}"
                )
        return replace(self, outputs=tuple(output for output in self.outputs if output.target in wanted))


def find(start: Path) -> Path:
    """The nearest contracts.toml: in `start`, above it, or in a folder `contracts` of these. ConfigError if none."""
    for folder in (start, *start.parents):
        for name in SEARCHED:
            if (folder / name).is_file():
                return folder / name
    raise ConfigError(
        f"there is no {FILE} in {start} or above: name one with --config, or a document if the command takes one"
    )


def read(file: Path, *, outside: bool = False) -> Config:
    """ConfigError names the line of what is wrong. `outside`: output folders may be anywhere."""
    return _Table(file, *_parsed(file)).config(outside=outside)


def _parsed(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        data = toml_text.loads(text)
    except toml_text.TomlError as error:
        raise ConfigError(f"{_shown(file)}:{error.line}: {error.message}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"cannot read {_shown(file)}: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
        ) from error
    return text, data


def read_documents(file: Path) -> tuple[Path, ...]:
    """The documents that a contracts.toml names, whatever else it says (an unpacked revision has nothing but them)."""
    return _Table(file, *_parsed(file)).documents()


def read_table(file: Path, name: str) -> dict[str, Any]:
    """A table that a command of its own reads; {} where there is none."""
    table = _Table(file, *_parsed(file))
    found = table.get("", table.data, name, dict)
    return found if isinstance(found, dict) else {}


def read_list(file: Path, name: str) -> list[dict[str, Any]]:
    """An array of tables; [] where there is none."""
    table = _Table(file, *_parsed(file))
    table.known("", table.data, (name,))
    found = table.get("", table.data, name, list)
    return [entry for entry in found or () if isinstance(entry, dict)]


def of_documents(documents: Sequence[Path], out: Path, targets: Sequence[str] = DEFAULT_TARGETS) -> Config:
    """The form without a file: each target has a folder of its name below `out`."""
    top = out.resolve()
    for target in targets:
        if (top / target).resolve() != top / target:
            raise ConfigError(f"{out / target} is a link: links are not followed; remove it, or choose another --out")
    return Config(
        documents=tuple(check_document(document).resolve() for document in documents),
        outputs=tuple(Output(target, top / target, SIDE_BY_SIDE.get(target, {})) for target in targets),
        lock=top / lock.FILE,
    )


def check_document(document: Path) -> Path:
    """`document` itself, where it is a file that can be read. ConfigError says why it is none."""
    if url := re.match(r"([A-Za-z][A-Za-z0-9+.-]+):/+(?=[^/])", str(document)):  # a Path has lost a slash
        name = f"{url[1]}://{str(document)[url.end() :]}"
        raise ConfigError(f"{name} is a URL, and only files are read: download it first, e.g. with curl -fsSLO")
    try:
        if document.is_dir():
            raise ConfigError(f"{document} is a folder: name the document in it, or a contracts.toml with --config")
        if document.exists() and not document.is_file():
            raise ConfigError(f"{document} is not a regular file: save its content to a file first")
        document.open("rb").close()
    except FileNotFoundError:
        raise ConfigError(f"{document}: there is no such file") from None
    except OSError as error:
        raise ConfigError(f"cannot read {document}: {error.strerror}") from error
    return document


def changed(config: Config, *, templates: Path | None = None, strict: bool = False, plugins: bool = False) -> Config:
    """With what the command line adds."""
    if templates is not None and not templates.is_dir():
        raise ConfigError(f"{templates}: there is no such folder")
    return replace(
        config,
        templates=templates.resolve() if templates else config.templates,
        strict=strict or config.strict,
        plugins=plugins,
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """What the file holds, checked member by member."""

    file: Path
    text: str
    data: dict[str, Any]

    def config(self, *, outside: bool = False) -> Config:
        self.known("", self.data, ("documents", "targets", "templates", "handlers", "strict", "diff"))
        return Config(
            documents=self.documents(),
            outputs=self._outputs(None if outside else project_of(self.file)),
            templates=self._folder("templates"),
            handlers=self._folder("handlers"),
            strict=self.get("", self.data, "strict", bool) or False,
            file=self.file,
            lock=self._path(lock.FILE),
        )

    def documents(self) -> tuple[Path, ...]:
        names = self.get("", self.data, "documents", list)
        if not names or not all(isinstance(name, str) for name in names):
            self._fail("", "documents", 'documents must list at least one file: documents = ["openapi.yaml"]')
        for name in names:
            try:
                check_document(self._path(name))
            except ConfigError as error:
                self._fail("", "documents", f"{error}")
        return tuple(self._path(name) for name in names)

    def _outputs(self, project: Path | None) -> tuple[Output, ...]:
        targets = self.get("", self.data, "targets", dict)
        if not targets:
            self._fail(
                "", "targets", 'at least one target is needed, e.g. [targets.python] with out = "../generated/models"'
            )
        outputs: dict[Path, Output] = {}
        for name, table in targets.items():
            if not isinstance(table, dict):
                self._fail("targets", name, f'targets.{name} must be a table: [targets.{name}] with out = "…"')
            out = self.get(f"targets.{name}", table, "out", str)
            if not out:
                self._fail("targets", name, f'targets.{name} needs a folder: out = "../generated/{name}"')
            folder = self._path(out)
            if project and not _is_inside(folder, project):
                self._fail(
                    f"targets.{name}",
                    "out",
                    f"{out} leads out of the project {project}: choose a folder in it, or re-run with --allow-outside",
                )
            if project and folder != Path(os.path.normpath(self.file.parent.resolve() / out)):
                self._fail(
                    f"targets.{name}",
                    "out",
                    f"{out} is a link, or is in one: links are not followed; remove it, or re-run with --allow-outside",
                )
            if folder in outputs:
                self._fail(f"targets.{name}", "out", f"{out} belongs to target {outputs[folder].target!r} already")
            options = {key: value for key, value in table.items() if key not in ("out", "keep")}
            outputs[folder] = Output(name, folder, options, self._keep(f"targets.{name}", table))
        return tuple(outputs.values())

    def _keep(self, table: str, data: Mapping[str, Any]) -> frozenset[str]:
        try:
            paths = self.get(table, data, "keep", list) or ()
            return frozenset(check_path(path.rstrip("/") if isinstance(path, str) else path) for path in paths)
        except PathError as error:
            self._fail(table, "keep", f"keep: {error}")
            raise

    def _folder(self, key: str) -> Path | None:
        name = self.get("", self.data, key, str)
        if name is None:
            return None
        if not self._path(name).is_dir():
            self._fail("", key, f"{name}: there is no such folder")
        return self._path(name)

    def _path(self, name: str) -> Path:
        return (self.file.parent / name).resolve()

    def known(self, table: str, data: Mapping[str, Any], keys: Sequence[str]) -> None:
        for key in data:
            if key not in keys:
                self._fail(table, key, f"{key!r} is unknown here{_near(key, keys)}")

    def get(self, table: str, data: Mapping[str, Any], key: str, kind: type) -> Any:
        value = data.get(key)
        if "\0" in (value if isinstance(value, str) else "".join(map(str, value)) if isinstance(value, list) else ""):
            self._fail(table, key, f"{key} holds a NUL character, which no path has")
        if value is not None and not isinstance(value, kind):
            self._fail(table, key, f"{key} must be a {_KINDS[kind]}, not {json.dumps(value, default=str)}")
        return value

    def _fail(self, table: str, key: str, message: str) -> Any:
        raise ConfigError(f"{_shown(self.file)}:{_line(self.text, table, key)}: {message}")


def _is_inside(folder: Path, project: Path) -> bool:
    inside = folder.is_relative_to(project)
    return inside and not VERSION_CONTROL.intersection(folder.relative_to(project).parts)


_KINDS: dict[type, str] = {bool: "boolean", str: "text", list: "list", dict: "table"}
_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")


def _line(text: str, table: str, key: str) -> int:
    """Where `key` of `table` stands, as people write TOML (`[table]` and `key =`, or `[table.key]`); 1 if nowhere."""
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            current = header[1].replace('"', "")
            full = f"{table}.{key}" if table else key
            if current == full or current.startswith(f"{full}."):
                return number
        elif current == table and re.match(rf'\s*"?{re.escape(key)}"?\s*[.=]', line):
            return number
    return 1


def _near(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _shown(file: Path) -> str:
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()
