"""`make corpus`: every document of a folder through the toolchain, and what each promise comes to."""

from __future__ import annotations

import fnmatch
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from tools.corpus import instances, measure, report, suite
from tools.corpus.documents import Document, find
from tools.corpus.measure import ROOT, Row

CORPUS = ROOT.parent / "shared" / "corpus"
MEASURES = ("generate", "python", "mypy", "typescript", "swift", "instances", "swift-instances", "suite")


def main(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Documents, or folders of them; otherwise the corpus.")
    ] = None,
    only: Annotated[str, typer.Option("--only", help=f"Of {', '.join(MEASURES)}; separated by commas.")] = ",".join(
        MEASURES
    ),
    names: Annotated[str, typer.Option("-k", help="Documents whose name holds this, or is like this pattern.")] = "",
    jobs: Annotated[int, typer.Option("-j", help="How many at once.")] = max(1, (os.cpu_count() or 2) // 2),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Put the summary into docs/benchmarks.md.")] = False,
    swift_instances: Annotated[
        float | None,
        typer.Option(metavar="MINUTES", help="Longest time for instances through Swift, smallest documents first."),
    ] = None,
    keep: Annotated[Path | None, typer.Option(help="Leave what is generated in this folder.")] = None,
) -> None:
    """Exit 1 where a promise is broken."""
    chosen = set(only.split(","))
    if not chosen <= set(MEASURES):
        raise typer.BadParameter(f"there are {', '.join(MEASURES)}", param_hint="--only")
    folders = paths or [CORPUS / "openapi", CORPUS / "asyncapi"]
    missing = [str(path) for path in folders if not path.exists()]
    if missing:
        typer.echo(f"there is no {', '.join(missing)}", err=True)
        raise typer.Exit(2)
    documents = [d for d in find(folders) if not names or names in d.name or fnmatch.fnmatch(d.name, names)]
    steps = len(documents) * (2 if "swift-instances" in chosen else 1)
    with report.progress(steps, quiet=as_json or not sys.stderr.isatty()) as advance:
        rows = _measured(documents, chosen, jobs, keep, swift_instances, advance)
    tests = CORPUS / "json-schema-test-suite"
    scores = (
        [suite.judge(tests, draft) for draft in suite.DRAFTS]
        if "suite" in chosen and tests.exists() and not names
        else []
    )
    if as_json:
        typer.echo(json.dumps({"documents": [asdict(r) for r in rows], "suite": [asdict(s) for s in scores]}, indent=2))
    else:
        report.show(rows, scores)
    if write:
        report.write(ROOT / "docs" / "benchmarks.md", rows, scores)
    kept = all(score.share >= report.LEAST for score in scores) and report.survive(rows)
    if any(row.broken for row in rows) or not kept:
        raise typer.Exit(1)


def _measured(
    documents: Sequence[Document],
    chosen: set[str],
    jobs: int,
    keep: Path | None,
    minutes: float | None,
    advance: Callable[[str], None],
) -> list[Row]:
    """Below the repository: the Swift toolchain of a Debian machine sees nothing else."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache", prefix="corpus-") as base, ThreadPoolExecutor(jobs) as pool:
        folder = keep.resolve() if keep else Path(base)

        def one(document: Document) -> Row:
            row = _row(document, _folder(folder, document), chosen)
            advance(document.name)
            return row

        rows = list(pool.map(one, documents))
        if "swift-instances" in chosen:
            until = None if minutes is None else time.monotonic() + 60 * minutes

            def sent(pair: tuple[Document, Row]) -> None:
                document, row = pair
                with tempfile.TemporaryDirectory(dir=folder) as work:
                    row.survivals += instances.send(document, Path(work), ("swift",), until)
                advance(document.name)

            able = [pair for pair in zip(documents, rows, strict=True) if _generated(*pair)]
            list(pool.map(sent, sorted(able, key=lambda pair: pair[0].file.stat().st_size)))
        return rows


def _folder(folder: Path, document: Document) -> Path:
    return folder / document.name.replace("/", "--").replace(".", "-")


def _generated(document: Document, row: Row) -> bool:
    return document.readable and row.verdicts["generates"].ok


def _row(document: Document, folder: Path, chosen: set[str]) -> Row:
    row = Row(document.name, document.says)
    diagnostics = measure.generate(document, folder, row)
    if not _generated(document, row):
        return row
    calls = measure.lost(document, folder, diagnostics, row)
    for name, step in (("mypy", measure.mypy), ("typescript", measure.typescript), ("swift", measure.swift)):
        if name == "mypy" and "python" in chosen:
            measure.python(folder, calls, row)
        if name in chosen:
            step(folder, row)
    if "instances" in chosen:
        row.survivals += instances.send(document, folder / "instances", ("python", "typescript"))
    return row


if __name__ == "__main__":
    typer.run(main)
