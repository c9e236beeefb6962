"""`contracts fuzz-ws`."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Annotated, Any

import typer

from codegen.cli.options import AsJson, Quiet
from codegen.cli.terminal import paint, path, progress, show, show_json, told
from codegen.diagnostics import Diagnostics, Severity

EXAMPLES = (
    "Examples:  contracts fuzz-ws asyncapi.yaml --url ws://localhost:8000  ·  "
    "contracts fuzz-ws asyncapi.yaml --url wss://api.example --header 'Authorization: Bearer …' -n 1000 --seed 7  ·  "
    "contracts fuzz-ws asyncapi.yaml --url ws://localhost:8000 --replay fuzz-ws/room-invalid-silence-1.jsonl"
)
Many = list[str] | None


def fuzz_ws(
    spec: Annotated[Path, typer.Argument(metavar="SPEC", help="An AsyncAPI 3 document.")],
    url: Annotated[str, typer.Option(help="Where the server is, without the channel's address: ws://host:port")],
    channel: Annotated[Many, typer.Option(help="Only this channel; may be repeated.")] = None,
    header: Annotated[Many, typer.Option(help="'Name: value' of every upgrade; may be repeated.")] = None,
    subprotocol: Annotated[Many, typer.Option(help="Offered at every upgrade; may be repeated.")] = None,
    query: Annotated[Many, typer.Option(help="name=value, added to every URL; may be repeated.")] = None,
    parameter: Annotated[Many, typer.Option(help="name=value of a channel's parameter; may be repeated.")] = None,
    set_: Annotated[Many, typer.Option("--set", help="name=JSON: what every member of that name is, if valid.")] = None,
    opening: Annotated[Many, typer.Option("--open", help="Message that begins a connection; otherwise found.")] = None,
    error: Annotated[Many, typer.Option(help="A message that refuses, where its name does not say so.")] = None,
    client: Annotated[bool, typer.Option("--client", help="The document is the client's.")] = False,
    phase: Annotated[str, typer.Option(help="coverage, fuzzing, or both with a comma.")] = "coverage,fuzzing",
    examples: Annotated[int, typer.Option("-n", help="Sequences of the fuzzing phase, a channel.", min=1)] = 100,
    seed: Annotated[int | None, typer.Option(help="Repeats a fuzzing phase; otherwise random.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds in which an answer or a refusal must come.", min=0.01)] = 5.0,
    settle: Annotated[float, typer.Option(help="Seconds of silence that mean that a message was taken.", min=0)] = 0.1,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for transcripts of failures.")] = Path("fuzz-ws"),
    replay: Annotated[Path | None, typer.Option(help="Play one transcript again instead.")] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Hold a WebSocket server, anybody's, to its AsyncAPI document.

    Valid messages must be accepted and answered as declared, changed ones refused; nothing undeclared may come, and
    nothing may break. Exits with 1 where that fails.
    """
    with told(as_json):
        from codegen import fuzz
        from codegen.fuzz.transcript import read
        from codegen.pipeline import load_contract

        fuzz.needed()
        door = fuzz.Door(
            url, _pairs(header, ":"), tuple(subprotocol or ()), _pairs(query, "="), dict(_pairs(parameter, "="))
        )
        contract, _ = load_contract([spec])
        known = fuzz.surfaces(contract, client=client, errors=error or ())
        patience = fuzz.Patience(timeout, settle)
        if replay is not None:
            _replay(fuzz.replay(known, door, read(replay), patience), replay, as_json=as_json)
            return
        chosen = fuzz.named(known, channel)
        number = random.SystemRandom().randrange(2**32) if seed is None else seed
        fixed = {name: _json(value) for name, value in _pairs(set_, "=")}
        options = fuzz.Options(_phases(phase), examples, number, patience, opening, fixed)
        with progress("connecting", quiet or as_json) as status:
            report = fuzz.run(chosen, door, options, status.update if status else lambda _: None)
        files = [found.write(out) for _, found in report.failures]
        if as_json:
            _print_json(report, files, number)
        else:
            _print(report, files, number, quiet=quiet)
        if report.failures:
            raise typer.Exit(1)


def _pairs(texts: Many, sign: str) -> tuple[tuple[str, str], ...]:
    from codegen.fuzz import FuzzError

    for text in texts or ():
        if sign not in text:
            raise FuzzError(f"{text!r} is no NAME{sign}VALUE")
    return tuple((name.strip(), value.strip()) for name, _, value in (text.partition(sign) for text in texts or ()))


def _json(text: str) -> Any:
    """JSON, or plain text that needs no quotes."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _phases(text: str) -> list[str]:
    from codegen.fuzz import PHASES, FuzzError

    chosen = [name.strip() for name in text.split(",")]
    if not set(chosen) <= set(PHASES):
        raise FuzzError(f"--phase is {' or '.join(PHASES)}, or both with a comma")
    return chosen


def _print(report: Any, files: list[Path], seed: int, *, quiet: bool) -> None:
    show(Diagnostics(report.diagnostics()), Severity.ERROR)
    for (_, found), file in zip(report.failures, files, strict=True):
        typer.echo(f"{paint(found.failure.rule, 'error')}: {len(found.frames)} frames, {path(file)}")
    if not quiet:
        for note in report.notes:
            typer.echo(paint(note, "faint"))
        typer.echo(report.tally.table())
        opened = {key: " ".join(keys) for key, keys in report.openings.items() if keys}
        begun = "".join(f"; {key} begins with {keys}" for key, keys in opened.items())
        count = len(report.failures)
        typer.echo(f"{report.tally.connections} connections, {count} different failures, seed {seed}{begun}")


def _print_json(report: Any, files: list[Path], seed: int) -> None:
    failures = [
        {**diagnostic.as_json(), "transcript": path(file), "lines": found.lines()}
        for diagnostic, (_, found), file in zip(report.diagnostics(), report.failures, files, strict=True)
    ]
    rows, openings = report.tally.rows(), {key: list(keys) for key, keys in report.openings.items()}
    show_json(
        seed=seed,
        connections=report.tally.connections,
        messages=rows,
        openings=openings,
        notes=report.notes,
        failures=failures,
    )


def _replay(ended: Any, file: Path, *, as_json: bool) -> None:
    if as_json:
        lines = [event.as_json() for event in ended.events]
        failure = {"rule": ended.failure.rule, "what": ended.failure.what} if ended.failure else None
        show_json(failure=failure, lines=lines)
    else:
        signs = {"send": "->", "receive": "<-", "close": "closed", "refused": "refused"}
        for event in ended.events:
            typer.echo(f"{signs[event.way]:<8} {str(event.content)[:200]}{f'  {event.reason}' if event.reason else ''}")
        verdict = f"{ended.failure.rule}: {ended.failure.what}" if ended.failure else "it does not fail any more"
        typer.echo(f"{path(file)}: {paint(verdict, 'error' if ended.failure else 'faint')}")
    if ended.failure:
        raise typer.Exit(1)
