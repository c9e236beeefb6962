"""Options that commands share, and what they choose to work on."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from codegen import config as configuration
from codegen.config import Config, ConfigError
from codegen.drift import Drift, Finding

Specs = Annotated[list[Path] | None, typer.Argument(metavar="SPEC", help="Documents; otherwise a contracts.toml.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", "-c", help="A contracts.toml; otherwise the nearest one.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="With SPEC: each target gets a folder below this one.")]
Targets = Annotated[str | None, typer.Option("--target", "-t", help="Only these, e.g. swift,typescript.")]
Templates = Annotated[Path | None, typer.Option(help="A folder with templates that replace shipped ones: DIR/swift/….")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")]


class Format(StrEnum):
    """How findings are told; `codegen.report.FORMATS` has the writers."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    MARKDOWN = "markdown"


AsFormat = Annotated[Format, typer.Option("--format", help="How findings are told; github annotates a change's lines.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says to work on: documents and --out, or a contracts.toml."""

    specs: list[Path] | None
    file: Path | None
    out: Path | None
    target: str | None
    templates: Path | None
    strict: bool = False

    def config(self) -> Config:
        names = [name.strip() for name in self.target.split(",") if name.strip()] if self.target else None
        if not self.specs:
            if self.out:
                raise ConfigError("--out goes with documents: contracts generate openapi.yaml --out sdk")
            read = configuration.read(self.file or configuration.find(Path.cwd()))
            read = read.only(names) if names else read
        elif self.file:
            raise ConfigError("give documents or --config, not both")
        elif not self.out:
            raise ConfigError("documents need a folder to generate into: --out DIR")
        else:
            read = configuration.of_documents(self.specs, self.out, names or configuration.DEFAULT_TARGETS)
        return configuration.changed(read, templates=self.templates, strict=self.strict)

    def mend(self, findings: Sequence[Finding]) -> str:
        """The command that makes the findings go away."""
        words = ["contracts", "generate", *map(str, self.specs or ())]
        options = {"--config": self.file, "--out": self.out, "--target": self.target, "--templates": self.templates}
        for option, value in options.items():
            words += [option, str(value)] if value else []
        drifts = {finding.drift for finding in findings}
        if drifts == {Drift.EXTRA}:
            return "move them elsewhere, or delete them"
        return shlex.join(words) + (" --force   (what was edited by hand is lost)" if Drift.EDITED in drifts else "")
