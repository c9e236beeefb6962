"""A run over all configured outputs: generate what is not fresh, or check and write nothing.

Rendering is imported only when it is needed: an unchanged project is told so in tens of milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from codegen import drift, emit, lock, manifest
from codegen.config import Config, Output
from codegen.diagnostics import Diagnostics
from codegen.drift import Drift, Finding
from codegen.emit import Change

if TYPE_CHECKING:
    from codegen.pipeline import Generated


@dataclass(frozen=True, slots=True)
class Built:
    """`changes` by target; a target that was fresh is not in it. With `refused` nothing was written."""

    diagnostics: Diagnostics
    changes: Mapping[str, list[Change]] = field(default_factory=dict)
    refused: bool = False


def generate(config: Config, *, force: bool = False, dry_run: bool = False, forget_names: bool = False) -> Built:
    """Bring every output folder up to date. Either all of them are written, or (EmitError, errors) none.

    `forget_names`: settle all names anew instead of keeping those of names.lock.
    """
    stale = tuple(output for output in config.outputs if forget_names or not is_fresh(config, output))
    if not stale:
        return Built(Diagnostics())
    config = replace(config, outputs=stale)
    made = _made(config, forget_names=forget_names)
    if made.diagnostics.fails(strict=config.strict):
        return Built(made.diagnostics, refused=True)
    changes = {output.target: emit.compare(output.folder, made.trees[output.target]) for output in stale}
    if not dry_run:
        for output in stale:
            emit.refuse(output.folder, changes[output.target], force=force)
        if config.lock:
            emit.write_file(config.lock, lock.dump(made.names))
        for output in stale:
            emit.write(output.folder, made.trees[output.target], _inputs(config, output, made), force=force)
    return Built(made.diagnostics, changes)


def is_fresh(config: Config, output: Output) -> bool:
    """Whether the folder holds what its inputs would give, judged by hashes alone."""
    made = manifest.load(output.folder)
    return (
        made is not None
        and not manifest.changed(config, output, made.inputs)
        and all(found.drift is Drift.EXTRA for found in drift.check_files(output.folder))
    )


def check(config: Config, *, quick: bool = False) -> list[Finding]:
    """How the outputs differ from what the contract says. `quick` names what changed instead of rendering it anew; the
    whole answer has a diff a file."""
    findings: list[Finding] = []
    render: list[Output] = []
    for output in config.outputs:
        made = manifest.load(output.folder)
        reasons = manifest.changed(config, output, made.inputs) if made else []
        found = drift.check_files(output.folder)
        if made and (reasons or found) and not quick:
            render.append(output)
            continue
        findings += found
        findings += [Finding(output.folder, Drift.STALE, reason) for reason in reasons]
    return findings + (_check_rendered(replace(config, outputs=tuple(render))) if render else [])


def _check_rendered(config: Config) -> list[Finding]:
    """File by file. A toolchain that changed without an effect is no drift; inputs that did make the manifest old."""
    made = _made(config)
    findings = []
    if config.lock and lock.dump(made.names) != lock.text(config.lock):
        kind = Drift.STALE if config.lock.exists() else Drift.MISSING
        findings.append(Finding(config.lock, kind, "a later addition could rename what is there"))
    for output in config.outputs:
        found = drift.check_tree(output.folder, made.trees[output.target])
        old = manifest.load(output.folder)
        now = replace(_inputs(config, output, made), toolchain="")
        if not found and old and replace(old.inputs, toolchain="") != now:
            found = [Finding(output.folder / manifest.NAME, Drift.STALE, "it records older inputs")]
        findings += found
    return findings


def _made(config: Config, *, forget_names: bool = False) -> Generated:
    from codegen.pipeline import generate

    return generate(config, forget_names=forget_names)


def _inputs(config: Config, output: Output, made: Generated) -> manifest.Inputs:
    return manifest.inputs(config, output, [*made.documents, *([config.lock] if config.lock else [])], made.contract)
