"""A run over all configured outputs: generate, or check and write nothing."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from codegen import drift, emit, lock, manifest
from codegen.config import Config, Output
from codegen.diagnostics import Diagnostics
from codegen.drift import Drift, Finding
from codegen.emit import Change, Fate
from codegen.load import DOCUMENTS

if TYPE_CHECKING:
    from codegen.pipeline import Generated


@dataclass(frozen=True, slots=True)
class Built:
    """`changes` by target; a target that is up to date is not in it. With `refused` nothing was written."""

    diagnostics: Diagnostics
    changes: Mapping[str, list[Change]] = field(default_factory=dict)
    refused: bool = False


def generate(config: Config, *, force: bool = False, dry_run: bool = False, forget_names: bool = False) -> Built:
    """Bring every output folder up to date. Either all of them are written, or (EmitError, errors) none.

    Everything is rendered, also where the manifests say that nothing changed: they come with the repository and are not
    believed, and a second run has the same diagnostics as the first. What is the same already is not written.
    `forget_names`: settle all names anew instead of keeping those of names.lock.
    """
    generated = _generate(config, forget_names=forget_names)
    if generated.diagnostics.fails(strict=config.strict):
        return Built(generated.diagnostics, refused=True)
    trees = generated.trees
    changes = {output.target: emit.compare(output.folder, trees[output.target]) for output in config.outputs}
    moving = {target: found for target, found in changes.items() if any(c.fate is not Fate.KEEP for c in found)}
    if dry_run:
        return Built(generated.diagnostics, moving)
    for output in config.outputs:
        emit.refuse(output.folder, changes[output.target], force=force)
    for output in config.outputs:
        emit.remove_leftovers(output.folder)
    if config.lock:
        emit.remove_leftovers_next_to(config.lock)
    with ExitStack() as context:
        stages = (
            [context.enter_context(emit.staged_file(config.lock, lock.dump(generated.names)))] if config.lock else []
        )
        for output in config.outputs:
            inputs = _inputs(config, output, generated)
            stages.append(context.enter_context(emit.staged(output.folder, trees[output.target], inputs, force=force)))
        for stage in stages:
            stage.commit()
    return Built(generated.diagnostics, moving)


def check(config: Config, *, quick: bool = False) -> list[Finding]:
    """How the outputs differ from what the contract says. `quick` believes the manifests' hashes and names what changed
    since, instead of rendering."""
    return _check_hashes(config) if quick else _check_rendered(config)


def _check_hashes(config: Config) -> list[Finding]:
    findings: list[Finding] = []
    for output in config.outputs:
        known = manifest.load(output.folder)
        findings += drift.check_files(output, _apart(config, output))
        reasons = manifest.changed(config, output, known.inputs) if known else []
        findings += [Finding(output.folder, Drift.STALE, reason) for reason in reasons]
    return findings


def _check_rendered(config: Config) -> list[Finding]:
    """File by file. A toolchain that changed without an effect is no drift; other inputs make the manifest stale."""
    generated = _generate(config)
    findings = []
    if config.lock and lock.dump(generated.names) != lock.text(config.lock):
        missing = not config.lock.exists()
        findings.append(
            Finding(
                config.lock, Drift.MISSING if missing else Drift.STALE, "a later addition could rename what is there"
            )
        )
    for output in config.outputs:
        tree = generated.trees[output.target]
        found = drift.check_tree(output, tree, _apart(config, output, generated.documents))
        known = manifest.load(output.folder)
        if known and all(finding.drift is Drift.EXTRA for finding in found):
            inputs = replace(_inputs(config, output, generated), toolchain="")
            if replace(known.inputs, toolchain="") != inputs or not drift.is_recorded(known, tree):
                detail = "it records other inputs or files than there are"
                found.append(Finding(output.folder / manifest.NAME, Drift.STALE, detail))
        findings += found
    return findings


def _apart(config: Config, output: Output, documents: tuple[Path, ...] = ()) -> list[Path]:
    """What may be in an output folder without being generated there: other outputs, and the configuration's files."""
    read = [file for file in (*config.documents, *documents) if file.suffix in DOCUMENTS]  # others can be source code
    files = [config.file, config.lock, config.templates, config.handlers, *read]
    others = [other.folder for other in config.outputs if other.folder != output.folder]
    return [*(file for file in files if file), *others]


def _generate(config: Config, *, forget_names: bool = False) -> Generated:
    from codegen.pipeline import generate

    return generate(config, forget_names=forget_names)


def _inputs(config: Config, output: Output, generated: Generated) -> manifest.Inputs:
    return manifest.inputs(config, output, generated.documents, generated.contract, lock.dump(generated.names))
