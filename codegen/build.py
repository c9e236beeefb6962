"""A run over all configured outputs: generate what is not fresh, or check and write nothing.

Rendering is imported only when it is needed: an unchanged project is told so in tens of milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from codegen import drift, emit, manifest
from codegen.config import Config, Output
from codegen.diagnostics import Diagnostics
from codegen.drift import Drift, Finding
from codegen.emit import Change


@dataclass(frozen=True, slots=True)
class Built:
    """`changes` by target; a target that was fresh is not in it. With `refused` nothing was written."""

    diagnostics: Diagnostics
    changes: Mapping[str, list[Change]] = field(default_factory=dict)
    refused: bool = False


def generate(config: Config, *, force: bool = False, dry_run: bool = False) -> Built:
    """Bring every output folder up to date. Either all of them are written, or (EmitError, errors) none."""
    stale = tuple(output for output in config.outputs if not is_fresh(config, output))
    if not stale:
        return Built(Diagnostics())
    config = replace(config, outputs=stale)
    diagnostics, trees, inputs = _trees(config)
    if diagnostics.fails(strict=config.strict):
        return Built(diagnostics, refused=True)
    changes = {output.target: emit.compare(output.folder, trees[output.target]) for output in stale}
    if not dry_run:
        for output in stale:
            emit.refuse(output.folder, changes[output.target], force=force)
        for output in stale:
            emit.write(output.folder, trees[output.target], inputs[output.target], force=force)
    return Built(diagnostics, changes)


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
    _, trees, inputs = _trees(config)
    findings = []
    for output in config.outputs:
        found = drift.check_tree(output.folder, trees[output.target])
        made = manifest.load(output.folder)
        if not found and made and replace(made.inputs, toolchain="") != replace(inputs[output.target], toolchain=""):
            found = [Finding(output.folder / manifest.NAME, Drift.STALE, "it records older inputs")]
        findings += found
    return findings


def _trees(config: Config) -> tuple[Diagnostics, Mapping[str, emit.Tree], Mapping[str, manifest.Inputs]]:
    from codegen.pipeline import generate

    made = generate(config)
    inputs = {output.target: manifest.inputs(config, output, made.documents) for output in config.outputs}
    return made.diagnostics, made.trees, inputs
