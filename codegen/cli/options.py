"""Options that commands share, and what they choose to work on."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from codegen import config as configuration
from codegen.config import Config, ConfigError
from codegen.drift import Drift, Finding
from terminal.arguments import Parser, member, path


class Format(StrEnum):
    """How findings are printed; `codegen.report.FORMATS` has the writers."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    MARKDOWN = "markdown"


def add_specs(parser: Parser) -> None:
    parser.add_argument("specs", metavar="SPEC", nargs="*", type=path, help="documents; otherwise a contracts.toml")


def add_config(parser: Parser) -> None:
    parser.add_argument(
        "--config", "-c", metavar="FILE", type=path, help="a contracts.toml; otherwise the nearest one upwards"
    )


def add_out(parser: Parser) -> None:
    parser.add_argument(
        "--out", "-o", metavar="DIR", type=path, help="with SPEC: each target gets a folder below this one"
    )


def add_targets(parser: Parser) -> None:
    parser.add_argument(
        "--target",
        "-t",
        dest="targets",
        metavar="NAME",
        action="append",
        help="only these targets, e.g. swift,typescript; may be repeated",
    )


def add_templates(parser: Parser) -> None:
    parser.add_argument(
        "--templates", metavar="DIR", type=path, help="a folder with templates that replace shipped ones: DIR/swift/..."
    )


def add_trust(parser: Parser) -> None:
    """What a contracts.toml may not do by itself, as it comes with a repository."""
    parser.add_argument(
        "--allow-outside", action="store_true", help="output folders of a contracts.toml may be outside of its project"
    )
    parser.add_argument(
        "--allow-plugins", action="store_true", help="import targets that are in the project itself: this runs its code"
    )


def add_strict(parser: Parser) -> None:
    parser.add_argument("--strict", action="store_true", help="warnings fail, too")


def add_format(parser: Parser) -> None:
    parser.add_argument(
        "--format",
        dest="style",
        type=member(Format),
        choices=list(Format),
        default=Format.TEXT,
        help="how findings are printed; github annotates the lines of a change",
    )


def add_output(parser: Parser) -> None:
    """`--json` and `--quiet`, which every command has."""
    parser.add_argument("--json", dest="as_json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--quiet", "-q", action="store_true", help="print only what is wrong")


def split_targets(values: Sequence[str] | None) -> list[str] | None:
    """The names of `-t a,b -t c`; None where there is none."""
    names = [name.strip() for value in values or () for name in value.split(",") if name.strip()]
    return list(dict.fromkeys(names)) or None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says to work on: documents and --out, or a contracts.toml."""

    specs: Sequence[Path]
    file: Path | None
    out: Path | None
    targets: Sequence[str] | None
    templates: Path | None
    strict: bool = False
    outside: bool = False
    plugins: bool = False

    def config(self) -> Config:
        names = split_targets(self.targets)
        if not self.specs:
            if self.out:
                raise ConfigError("--out goes with documents: contracts generate openapi.yaml --out sdk")
            read = configuration.read(self.file or configuration.find(Path.cwd()), outside=self.outside)
            read = read.only(names) if names else read
        elif self.file:
            raise ConfigError("give documents or --config, not both")
        elif not self.out:
            raise ConfigError("documents need a folder to generate into: --out DIR")
        else:
            read = configuration.of_documents(self.specs, self.out, names or configuration.DEFAULT_TARGETS)
        return configuration.changed(read, templates=self.templates, strict=self.strict, plugins=self.plugins)

    def fix(self, findings: Sequence[Finding]) -> str:
        """The command that makes the findings go away."""
        words = ["contracts", "generate", *map(str, self.specs)]
        options = {
            "--config": self.file,
            "--out": self.out,
            "--target": ",".join(split_targets(self.targets) or ()),
            "--templates": self.templates,
        }
        for option, value in options.items():
            words += [option, str(value)] if value else []
        words += ["--allow-outside"] if self.outside else []
        words += ["--allow-plugins"] if self.plugins else []
        drifts = {finding.drift for finding in findings}
        if drifts == {Drift.EXTRA}:
            return "move what is extra elsewhere, or delete it"
        return shlex.join(words) + (" --force   (what was edited by hand is lost)" if Drift.EDITED in drifts else "")
