"""How the measurements are shown: a table on the terminal, a summary in docs/benchmarks.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tools.corpus.instances import COUNT, NO_TIME, SEED, Survival
from tools.corpus.measure import Row
from tools.corpus.suite import Score

LEAST = 0.98  # of the JSON-Schema-Test-Suite's verdicts
SURVIVE = 0.99  # of the valid instances, in each language
LANGUAGES = {
    "python": "Python's models",
    "typescript": "TypeScript",
    "typescript types": "TypeScript's compiler, as literals of their types",
    "swift": "Swift",
}
BEGIN, END = "<!-- corpus -->", "<!-- /corpus -->"
PROMISES = {
    "generates": "generates in all four targets, or is refused with its position",
    "operations": "no operation lost without a diagnostic",
    "python": "the Python package imports and every type builds",
    "mypy": "the Python package and server pass `mypy --strict`",
    "fastapi": "the FastAPI server starts and answers every operation",
    "typescript": "TypeScript compiles (`--strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes`)",
    "swift": "Swift compiles (`-swift-version 6 -warnings-as-errors`)",
}


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
        task = bar.add_task("documents", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)


def show(rows: Sequence[Row], scores: Sequence[Score]) -> None:
    console = Console()
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("document", overflow="fold")
    measured = [promise for promise in PROMISES if any(promise in row.verdicts for row in rows)]
    for title in ("ops", "warnings", "MB", *measured):
        table.add_column(title, justify="right")
    for row in rows:
        cells = [_cell(row, promise) for promise in measured]
        table.add_row(row.name, str(row.operations), str(row.warnings), f"{row.megabytes:.0f}", *cells)
    console.print(table)
    for row in rows:
        for reason in row.broken:
            console.print(f"[red]broken[/red] {row.name}: {reason}", markup=True, highlight=False)
    for name, survival in _survivals(rows):
        for reason in [survival.why] if survival.why else survival.lost:
            console.print(
                f"[yellow]{'not run' if survival.why else 'lost'}[/yellow] {name}: {survival.language}: ", end=""
            )
            console.print(reason, markup=False, highlight=False)
    for score in scores:
        for reason in score.wrong:
            console.print(f"[yellow]wrong[/yellow] {score.draft} {reason}", highlight=False)
    for line in summary(rows, scores):
        console.print(line, markup=False, highlight=False)


def _cell(row: Row, promise: str) -> str:
    verdict = row.verdicts.get(promise)
    if verdict is None:
        return "–"
    figure = f" {verdict.seconds:.1f}s" if verdict.seconds else ""
    return ("[green]✓[/green]" if verdict.ok else "[red]✗[/red]") + figure


def summary(rows: Sequence[Row], scores: Sequence[Score]) -> Iterator[str]:
    """A Markdown table."""
    yield "| property | result |"
    yield "| --- | --- |"
    able = sum("operations" in row.verdicts for row in rows)  # what was read and generated
    for promise, text in PROMISES.items():
        verdicts = [row.verdicts[promise] for row in rows if promise in row.verdicts]
        if verdicts:
            slowest = max(verdict.seconds for verdict in verdicts)
            figure = f" (at most {slowest:.1f} s per document)" if slowest else ""
            left = f"; {able - len(verdicts)} not run" if len(verdicts) < able else ""
            yield f"| {text} | {sum(verdict.ok for verdict in verdicts)} of {len(verdicts)}{figure}{left} |"
    for language, text in LANGUAGES.items():
        found_here = [(name, item) for name, item in _survivals(rows) if item.language == language]
        if found_here:
            yield f"| valid instances through {text}, unchanged | {_survived(found_here)} |"
    for score in scores:
        kept = f"{score.right} of {score.total} verdicts ({score.right / score.total:.1%})"
        why = f"{score.remote} of the others need a schema over HTTP, which contracts do not fetch"
        yield f"| JSON-Schema-Test-Suite, {score.draft}, at the server's boundary | {kept}; {why} |"


def survive(rows: Sequence[Row]) -> bool:
    """Whether enough instances come back in every language. What had no time does not count; what failed does."""
    for language in LANGUAGES:
        survivals = [item for _, item in _survivals(rows) if item.language == language]
        if any(item.why and item.why != NO_TIME for item in survivals):
            return False
        if sum(item.survived for item in survivals) < SURVIVE * sum(item.tried for item in survivals):
            return False
    return True


def _survivals(rows: Sequence[Row]) -> Iterator[tuple[str, Survival]]:
    return ((row.name, item) for row in rows for item in row.survivals)


def _survived(survivals: Sequence[tuple[str, Survival]]) -> str:
    tried, survived = sum(item.tried for _, item in survivals), sum(item.survived for _, item in survivals)
    ran, left = [n for n, item in survivals if not item.why], [n for n, item in survivals if item.why]
    kept = f"{survived:,} of {tried:,} ({survived / max(1, tried):.2%}) in {len(ran)} of {len(survivals)} documents"
    if not left:
        return kept
    return f"{kept}; not run: {', '.join(left)}" if len(left) < len(ran) else f"{kept}; run: {', '.join(ran)}"


def write(file: Path, rows: Sequence[Row], scores: Sequence[Score]) -> None:
    """Between the markers; they are put at the end where the file has none."""
    text = file.read_text(encoding="utf-8") if file.exists() else "# Benchmarks\n"
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n## The corpus\n\n{BEGIN}\n{END}\n"
    head = (
        f"`make corpus`, {len(rows)} documents of other projects; {COUNT} instances per schema and class, seed {SEED}"
    )
    body = "\n".join([f"{head} ([instances](conform.md#instances)):", "", *summary(rows, scores)])
    file.write_text(
        re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{body}\n{END}", text, flags=re.DOTALL), encoding="utf-8"
    )
