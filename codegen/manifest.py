"""The manifest: what an output folder was made from, and the hash of each file. No timestamps, no machine paths."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from codegen.config import Config, Output
from codegen.diagnostics import ToolchainError
from codegen.output_folder import MAX_BYTES, BlockedError, OutputFolder
from codegen.paths import PathError, check_path
from codegen.prose import json_text

if TYPE_CHECKING:  # an unchanged project is told so without it
    from codegen.contract import Contract

T = TypeVar("T")
NAME = ".contracts-manifest.json"
_HERE = Path(__file__).resolve().parent
_SHAPING = ("jinja2", "ruff")  # libraries whose version shows in what is generated
_PLUGINS = "contracts.targets"
_LOCATED = ("fastapi",)  # targets whose code names places of the contract in its log
_APART = ("cli", "conform", "diff", "fuzz", "guards.py", "lint", "report.py", "status.py")
"""Parts of codegen/ that shape nothing that is generated; an import rule in pyproject.toml keeps them apart."""


class ManifestError(ToolchainError):
    """A manifest that cannot be used; the message names the file and what to do."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that an output folder's content depends on, as SHA-256 in hexadecimal."""

    documents: Mapping[str, str]  # every file that the contract reaches, by its path from the output folder
    settings: str  # the target's options, and templates that replace shipped ones
    toolchain: str  # this package's own code and templates, and the libraries that shape the output
    lines: Mapping[str, int] = field(default_factory=dict)  # where operations and channels stood: generated code must
    # not change when lines move, but a server names them in its log


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` are hashes by path below the folder. `pending` is there only while a run writes: should it be killed, the
    next one still knows which files are its own."""

    inputs: Inputs
    files: Mapping[str, str]
    pending: Mapping[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(self.files) | frozenset(self.pending)

    def owns(self, path: str, content: str) -> bool:
        """Whether a file with this hash is what a run wrote there."""
        return content in (self.files.get(path), self.pending.get(path))


def digest(data: bytes) -> str:
    """SHA-256 of a text, the same with CRLF as with LF: git may check either out (core.autocrlf)."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def file_digest(file: Path) -> str | None:
    """None where there is no regular file. Links are followed: this is for inputs, not for output."""
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return None
        return digest(file.read_bytes())
    except OSError:
        return None


def load(folder: Path) -> Manifest | None:
    """None where nothing was ever generated. What is loaded was checked: no path in `files` leaves the folder."""
    try:
        content = OutputFolder(folder).read(NAME)
        return None if content is None else _parsed(json.loads(content))
    except PermissionError as error:
        raise ManifestError(f"{folder / NAME} cannot be read: {error.strerror}; change its permissions") from error
    except (ValueError, TypeError, KeyError, RecursionError, PathError, BlockedError) as error:
        raise ManifestError(
            f"{folder / NAME} cannot be used ({error}): "
            "restore it from version control, or delete the folder and re-run contracts generate"
        ) from error


def _parsed(data: Any) -> Manifest:
    """ValueError, KeyError or PathError where it is not what `dump` writes."""
    read = _table(data, object)
    given = _table(read["inputs"], object)
    if not isinstance(given["settings"], str) or not isinstance(given["toolchain"], str):
        raise ValueError("settings and toolchain must be hashes")
    lines = _table(given.get("lines", {}), int)
    inputs = Inputs(_table(given["documents"], str), given["settings"], given["toolchain"], lines)
    manifest = Manifest(inputs, _table(read["files"], str), _table(read.get("pending", {}), str))
    for path in manifest.paths:
        if check_path(path).casefold() == NAME.casefold():
            raise ValueError(f"{path!r} is the manifest itself")
    return manifest


def _table(data: Any, content: type[T]) -> Mapping[str, T]:
    if not isinstance(data, dict) or not all(isinstance(value, content) for value in data.values()):
        raise ValueError(f"expected an object, not {json.dumps(data)[:40]}")
    return data


def dump(manifest: Manifest) -> bytes:
    data: dict[str, Any] = {"about": "made by `contracts generate`: commit it, do not edit it"} | asdict(manifest)
    if not manifest.pending:
        del data["pending"]
    return (json_text(data, indent=1, sort_keys=True) + "\n").encode()


def inputs(config: Config, output: Output, documents: Iterable[Path], contract: Contract, names: str) -> Inputs:
    """`documents` are all files that the contract reaches, not only the ones that the configuration names; `names` is
    what names.lock holds when the folder is written."""
    hashes = {_from(output.folder, file): file_digest(file) or "" for file in documents}
    if config.lock:
        hashes[_from(output.folder, config.lock)] = digest(names.encode())
    positions = [one.position for one in contract.operations] + [one.position for one in contract.channels]
    lines = {at.place: at.line for at in positions} if output.target in _LOCATED else {}
    return Inputs(
        dict(sorted(hashes.items())), _settings(config, output), toolchain(output.target), dict(sorted(lines.items()))
    )


def changed(config: Config, output: Output, made: Inputs) -> list[str]:
    """What is different now from when the folder was made, in words; [] where it would come out the same."""
    reasons = [
        f"{_shown(output.folder / path)} {'changed' if now else 'is gone'}"
        for path, then in made.documents.items()
        if (now := file_digest(output.folder / path)) != then
    ]
    if _settings(config, output) != made.settings:
        reasons.append("the configuration or its templates changed")
    if toolchain(output.target) != made.toolchain:
        reasons.append("the toolchain changed")
    return reasons


@cache
def toolchain(target: str) -> str:
    """One hash over the code, the shipped templates and the versions that decide how `target` comes out."""
    facts = {name: _version(name) for name in _SHAPING}
    if not (_HERE / "plan" / target).is_dir():  # a plugin: its distribution's version stands for it
        for point in importlib.metadata.entry_points(group=_PLUGINS, name=target):
            facts[point.value] = point.dist.version if point.dist else ""
    code = {path: text for path, text in _tree(_HERE, "*.py").items() if path.split("/")[0] not in _APART}
    templates = _tree(_HERE.parent / "templates" / target, "*")
    facts |= {f"codegen/{path}": text for path, text in code.items()}
    facts |= {f"templates/{path}": text for path, text in templates.items()}
    return digest(json.dumps(facts, sort_keys=True).encode())


def _settings(config: Config, output: Output) -> str:
    own = _tree(config.templates / output.target, "*") if config.templates else {}
    facts = {
        "target": output.target,
        "options": output.options,
        "documents": sorted(_from(output.folder, document) for document in config.documents),
        "templates": own,
    }
    return digest(json.dumps(facts, sort_keys=True, default=str).encode())


def _tree(folder: Path, pattern: str) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): digest(file.read_bytes())
        for file in sorted(folder.rglob(pattern))
        if file.is_file() and "__pycache__" not in file.parts
    }


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _from(folder: Path, file: Path) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()


def _shown(file: Path) -> str:
    path = Path(os.path.normpath(file))
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()
