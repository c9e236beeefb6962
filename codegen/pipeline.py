"""The product on one screen: load -> parse -> resolve -> plan -> render; `emit` then writes, or compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codegen import lock
from codegen.config import Config, Output, check_document
from codegen.contract import Contract
from codegen.diagnostics import Diagnostics, ToolchainError
from codegen.emit import check_tree_paths
from codegen.load import At, Library
from codegen.parse import parse
from codegen.parse.reader import Reader
from codegen.paths import project_of
from codegen.plan.registry import find_target
from codegen.render import Renderer, template_folders
from codegen.resolve import resolve
from codegen.resolve.names import Names

Tree = Mapping[str, str]
"""A target's files: path below its output folder -> text."""


class ContractError(ToolchainError):
    """The documents cannot be used at all; the diagnostics say why. 2 is for files that are no text at all."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__("the documents cannot be used")
        self.diagnostics = diagnostics
        self.exit_code = 2 if any(d.rule == "load/unreadable" for d in diagnostics) else 1


@dataclass(frozen=True, slots=True)
class Generated:
    trees: Mapping[str, Tree]  # by target
    contract: Contract
    documents: tuple[Path, ...]  # every file that was read
    diagnostics: Diagnostics
    names: lock.Scopes  # what names.lock should hold


def load_contract(documents: Sequence[Path], pins: lock.Scopes | None = None) -> tuple[Contract, Diagnostics]:
    """The Contract of one or several documents together. ContractError where one of them cannot be read."""
    contract, diagnostics, _, _ = read_contract(documents, pins)
    return contract, diagnostics


def read_contract(
    documents: Sequence[Path], pins: lock.Scopes | None = None
) -> tuple[Contract, Diagnostics, tuple[Path, ...], lock.Scopes]:
    """`load_contract`, the files that were read on the way, and the names that were given. `pins`: those of before."""
    documents = sorted(check_document(document).resolve() for document in documents)
    diagnostics = Diagnostics()
    library = Library(diagnostics, roots=[document.resolve().parent for document in documents])
    read = Reader(library, diagnostics)
    parsed = [parse(read, At(document.resolve())) for document in documents if library.open(document, required=True)]
    known = sorted((d for d in parsed if d is not None), key=lambda d: (d.kind != "openapi", d.at))
    if not known or diagnostics.has_errors():
        raise ContractError(diagnostics)
    names = Names(known[0].at.file.parent, pins or {})
    try:
        contract = resolve(known, read, names)
    except RecursionError as error:
        where = read.position(known[0].at)
        diagnostics.error("resolve/too-deep", "schemas refer to each other through hundreds of others in a row", where)
        raise ContractError(diagnostics) from error
    if diagnostics.has_errors():  # a file that only a reference reached
        raise ContractError(diagnostics)
    return contract, diagnostics, tuple(library.files), names.given


def generate(config: Config, *, forget_names: bool = False) -> Generated:
    """Every configured target's tree, nothing written. ContractError, RenderError, ConfigError say what is wrong."""
    pins = lock.read(config.lock) if config.lock and not forget_names else {}
    contract, diagnostics, files, names = read_contract(config.documents, pins)
    trees = {output.target: _tree(contract, output, config) for output in config.outputs}
    return Generated(trees, contract, files, diagnostics, names)


def _tree(contract: Contract, output: Output, config: Config) -> Tree:
    target = find_target(output.target, project=config.file and project_of(config.file), allow=config.plugins)
    folders = template_folders(output.target, config.templates, getattr(target, "templates", None))
    renderer = Renderer(folders, sandboxed=config.templates is not None)
    files = list(target.plan(contract, output.options))
    check_tree_paths(file.path for file in files)
    return target.tidy({file.path: renderer.text(file.template, file.view) for file in files})
