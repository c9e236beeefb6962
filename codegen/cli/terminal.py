"""How commands speak: mistakes without tracebacks, a spinner, diagnostics, JSON, colours, paths."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import typer

from codegen.diagnostics import Diagnostics, Severity, ToolchainError


@contextmanager
def told(as_json: bool) -> Iterator[None]:
    """What a person can mend is told without a traceback; a defect of this program is, too, and the traceback kept."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except ToolchainError as error:
        found = getattr(error, "diagnostics", None) or Diagnostics()
        if as_json:
            show_json(error=str(error), diagnostics=[d.as_json() for d in found.sorted()])
        else:
            show(found, Severity.WARNING)
            typer.echo(f"{paint('error', 'error')}: {error}", err=True)
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        typer.echo("interrupted; run it again to finish", err=True)
        raise typer.Exit(130) from None
    except Exception as error:  # noqa: BLE001  # whatever it is, nobody else can mend it
        said = f"{type(error).__name__}: {error}".split("\n")[0]
        if as_json:
            show_json(error=f"this is a defect of contracts: {said}", diagnostics=[])
        typer.echo(f"{paint('error', 'error')}: this is a defect of contracts, please report it: {said}", err=True)
        typer.echo(f"the traceback is in {_kept(traceback.format_exc())}", err=True)
        raise typer.Exit(1) from None


def _kept(text: str) -> Path:
    with tempfile.NamedTemporaryFile("w", prefix="contracts-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(text)
    return Path(file.name)


def progress(what: str, quiet: bool) -> AbstractContextManager[Any]:
    """A spinner on a terminal; nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(what)


def show(diagnostics: Diagnostics, least: Severity) -> None:
    from codegen import report

    for diagnostic in report.shown(diagnostics, least):
        typer.echo(report.render(diagnostic, paint))


def write(style: str, diagnostics: Diagnostics, least: Severity, purposes: Mapping[str, str] | None = None) -> None:
    """For machines: the whole report in one of `codegen.report.FORMATS`; nothing where there is nothing to print."""
    from codegen import report

    text = report.write(style, list(report.shown(diagnostics, least)), purposes)
    if text:
        typer.echo(text)


def summary(diagnostics: Diagnostics) -> str:
    from codegen import report

    return report.summary(diagnostics)


def show_json(**members: Any) -> None:
    typer.echo(json.dumps(members, indent=2, ensure_ascii=False))


def paint(text: str, role: str) -> str:
    """Colour; `typer.echo` takes it out again where the output is no terminal."""
    if "NO_COLOR" in os.environ:
        return text
    colours = {"error": "red", "warning": "yellow", "info": "blue"}
    return typer.style(text, fg=colours.get(role), bold=role == "place", dim=role == "faint")


def path(path: Path) -> str:
    full = Path(os.path.abspath(path))
    return full.relative_to(Path.cwd()).as_posix() if full.is_relative_to(Path.cwd()) else path.as_posix()
