"""`contracts fuzz-ws`."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

from codegen.cli import options
from codegen.cli.terminal import path, show, show_json
from codegen.diagnostics import Diagnostics, Severity
from terminal import arguments
from terminal.arguments import Parser, decimal, integer
from terminal.output import paint, write, write_line
from terminal.progress import spinner

EXAMPLES = (
    "Examples:\n  contracts fuzz-ws asyncapi.yaml --url ws://localhost:8000\n"
    "  contracts fuzz-ws asyncapi.yaml --url wss://api.example --header 'Authorization: Bearer ...' -n 1000 --seed 7\n"
    "  contracts fuzz-ws asyncapi.yaml --url ws://localhost:8000 --replay fuzz-ws/room-invalid-silence-1.jsonl"
)
Many = list[str]


def configure(parser: Parser) -> None:
    parser.description = (
        "Test a WebSocket server against its AsyncAPI document. Valid messages must be accepted and answered as "
        "declared, changed ones refused; nothing undeclared may come, and nothing may break. Exits with 1 otherwise."
    )
    parser.epilog = EXAMPLES
    add = parser.add_argument
    add("spec", metavar="SPEC", type=arguments.path, help="an AsyncAPI 3 document")
    add("--url", required=True, help="where the server is, without the channel's address: ws://host:port")
    add("--channel", metavar="NAME", action="append", default=[], help="only this channel; may be repeated")
    add(
        "--header",
        metavar="HEADER",
        action="append",
        default=[],
        help="'Name: value' of every upgrade; may be repeated",
    )
    add("--subprotocol", metavar="NAME", action="append", default=[], help="offered at every upgrade; may be repeated")
    add("--query", metavar="NAME=VALUE", action="append", default=[], help="added to every URL; may be repeated")
    add("--parameter", metavar="NAME=VALUE", action="append", default=[], help="a channel's parameter; may be repeated")
    add(
        "--set",
        dest="fixed",
        metavar="NAME=JSON",
        action="append",
        default=[],
        help="the value of every member of that name, if valid",
    )
    add("--open", dest="opening", metavar="NAME", action="append", help="message that begins a connection")
    add(
        "--error",
        metavar="NAME",
        action="append",
        default=[],
        help="a message that refuses, where its name does not say so",
    )
    add("--client", action="store_true", help="the document is the client's")
    add("--phase", default="coverage,fuzzing", help="coverage, fuzzing, or both with a comma")
    add("-n", "--examples", metavar="N", type=integer(1), default=100, help="sequences per channel when fuzzing")
    add("--seed", metavar="N", type=integer(), help="repeats a fuzzing phase; otherwise random")
    add("--timeout", metavar="SECONDS", type=decimal(0.01), default=5.0, help="for an answer or a refusal")
    add(
        "--settle",
        metavar="SECONDS",
        type=decimal(0),
        default=0.1,
        help="of silence that count as accepted",
    )
    add("--out", "-o", metavar="DIR", type=arguments.path, default=Path("fuzz-ws"), help="for transcripts of failures")
    add("--replay", metavar="FILE", type=arguments.path, help="play one transcript again instead")
    options.add_output(parser)


def run(
    *,
    spec: Path,
    url: str,
    channel: Many,
    header: Many,
    subprotocol: Many,
    query: Many,
    parameter: Many,
    fixed: Many,
    opening: Many | None,
    error: Many,
    client: bool,
    phase: str,
    examples: int,
    seed: int | None,
    timeout: float,
    settle: float,
    out: Path,
    replay: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    from codegen import fuzz
    from codegen.fuzz.transcript import read
    from codegen.pipeline import load_contract

    fuzz.needed()
    if not re.fullmatch(r"wss?://[^/\s]\S*", url):
        raise fuzz.FuzzError(f"--url is {url!r}: write it like ws://localhost:8000")
    door = fuzz.Door(url, _pairs(header, ":"), tuple(subprotocol), _pairs(query, "="), dict(_pairs(parameter, "=")))
    contract, _ = load_contract([spec])
    known = fuzz.surfaces(contract, client=client, errors=error)
    patience = fuzz.Patience(timeout, settle)
    if replay is not None:
        return _replay(fuzz.replay(known, door, read(replay), patience), replay, as_json=as_json)
    chosen = fuzz.named(known, channel)
    number = random.SystemRandom().randrange(2**32) if seed is None else seed
    members = {name: _json(value) for name, value in _pairs(fixed, "=")}
    settings = fuzz.Options(_phases(phase), examples, number, patience, opening, members)
    with spinner("connecting", quiet=quiet or as_json) as update:
        report = fuzz.run(chosen, door, settings, update)
    files = [found.write(out) for _, found in report.failures]
    if as_json:
        _print_json(report, files, number)
    else:
        _print(report, files, number, quiet=quiet)
    return 1 if report.failures else 0


def _pairs(texts: Many, sign: str) -> tuple[tuple[str, str], ...]:
    from codegen.fuzz import FuzzError

    for text in texts:
        if sign not in text:
            raise FuzzError(f"{text!r} is not NAME{sign}VALUE")
    return tuple((name.strip(), value.strip()) for name, _, value in (text.partition(sign) for text in texts))


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
        write_line(f"{paint(found.failure.rule, 'error')}: {len(found.frames)} frames, {path(file)}")
    if not quiet:
        for note in report.notes:
            write_line(paint(note, "faint"))
        write(report.tally.table())
        opened = {key: " ".join(keys) for key, keys in report.openings.items() if keys}
        begun = "".join(f"; {key} begins with {keys}" for key, keys in opened.items())
        count = len(report.failures)
        write_line(f"{report.tally.connections} connections, {count} different failures, seed {seed}{begun}")


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


def _replay(ended: Any, file: Path, *, as_json: bool) -> int:
    if as_json:
        lines = [event.as_json() for event in ended.events]
        failure = {"rule": ended.failure.rule, "what": ended.failure.what} if ended.failure else None
        show_json(failure=failure, lines=lines)
    else:
        signs = {"send": "->", "receive": "<-", "close": "closed", "refused": "refused"}
        for event in ended.events:
            write_line(f"{signs[event.way]:<8} {str(event.content)[:200]}{f'  {event.reason}' if event.reason else ''}")
        verdict = f"{ended.failure.rule}: {ended.failure.what}" if ended.failure else "it does not fail any more"
        write_line(f"{path(file)}: {paint(verdict, 'error' if ended.failure else 'faint')}")
    return 1 if ended.failure else 0
