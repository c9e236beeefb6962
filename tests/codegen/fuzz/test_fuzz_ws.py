"""`contracts fuzz-ws`: nothing is found in a server that is right; planted faults are found, shrunk and replayed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from codegen import fuzz
from codegen.cli import main
from codegen.fuzz.exchange import Ended
from codegen.fuzz.surface import Surface
from codegen.fuzz.transcript import Transcript, read
from codegen.pipeline import load_contract
from tests.codegen.fuzz.adder import CONTRACT, adder
from tests.support.commands import invoke

QUICK = fuzz.Patience(answer=0.4, settle=0.02)
SEED = 3


def channels() -> Sequence[Surface]:
    return fuzz.surfaces(load_contract([CONTRACT])[0])


def fuzzed(url: str, phases: Sequence[str], examples: int = 40, **options: Any) -> fuzz.Report:
    given = fuzz.Options(phases, examples, SEED, QUICK, **options)
    return fuzz.run(channels(), fuzz.Door(url), given)


def replayed(url: str, file: Path) -> Ended:
    return fuzz.replay(channels(), fuzz.Door(url), read(file), QUICK)


def test_a_server_that_is_right_is_let_be() -> None:
    with adder() as (url, desk):
        report = fuzzed(url, fuzz.PHASES)
    assert [d.message for d in report.diagnostics()] == []
    rows = {row["message"]: row for row in report.tally.rows()}
    assert rows.keys() == {"add", "note", "pong"}
    for row in rows.values():
        assert int(row["validAccepted"]) > 4
        assert int(row["changedRefused"]) > 20
        assert row["validRefused"] == row["validFailed"] == row["changedFailed"] == 0
    assert set(desk.pongs) >= {"p1"}  # what the server asked for was answered, with its correlation id


FAULTS = [  # fault, phase that must find it, rule, message, frames, what the failing frame or its change says
    ("debug frame", "coverage", "frame/undeclared", "note", 1, "green"),
    ("text sum", "coverage", "frame/undeclared", "add", 1, "1000"),
    ("long notes", "coverage", "invalid/silence", "note", 1, "beyond maxLength"),
    ("sums nothing", "coverage", "invalid/answered", "add", 1, "beyond minItems"),
    ("crash on null", "coverage", "close/crash", "add", 1, "null"),
    ("null note", "coverage", "close/crash", "note", 1, '"text":null'),
    ("undeclared code", "coverage", "close/undeclared", "add", 1, ""),
    ("no big sum", "coverage", "reply/missing", "add", 1, "1000"),
    ("other id", "coverage", "reply/missing", "add", 1, ""),
    ("refuses red", "coverage", "valid/refused", "note", 1, "red"),
    ("any version", "coverage", "upgrade/accepted", "", 0, ""),
    ("debug frame", "fuzzing", "frame/undeclared", "note", 1, "green"),
    ("null note", "fuzzing", "close/crash", "note", 1, '"text":null'),
    ("third sum", "fuzzing", "close/crash", "add", 3, '"type":"add"'),
]


@pytest.mark.parametrize(("fault", "phase", "rule", "message", "frames", "says"), FAULTS)
def test_a_fault_is_found_shrunk_and_replayed(
    tmp_path: Path, fault: str, phase: str, rule: str, message: str, frames: int, says: str
) -> None:
    with adder(fault) as (url, _):
        report = fuzzed(url, [phase], examples=60)
        found = [one for _, one in report.failures if one.failure.rule == rule and _message(one) == message]
        assert len(found) == 1, [d.message for d in report.diagnostics()]
        assert len(found[0].frames) == frames
        if frames:
            last = found[0].frames[-1]
            assert says in last.change or says in str(last.content)
        file = found[0].write(tmp_path)
        again = replayed(url, file)
        assert again.failure is not None
        assert again.failure.rule == rule
    with adder() as (url, _):
        assert replayed(url, file).failure is None


def _message(found: Transcript) -> str:
    return found.failure.frame.message if found.failure.frame else ""


def test_a_server_that_goes_away_is_a_failure_with_what_it_went_after() -> None:
    with adder("goes") as (url, _):
        report = fuzzed(url, ["coverage"])
    rules = {found.failure.rule: found for _, found in report.failures}
    assert "server/gone" in rules
    assert "red" in str(rules["server/gone"].frames[-1].content)


def test_a_message_without_values_is_told(tmp_path: Path) -> None:
    document = tmp_path / "asyncapi.yaml"
    document.write_text(CONTRACT.read_text().replace('text: { type: [string, "null"], maxLength: 20 }', "text: false"))
    with adder() as (url, _):
        known = fuzz.surfaces(load_contract([document])[0])
        report = fuzz.run(known, fuzz.Door(url), fuzz.Options(["coverage"], patience=QUICK))
    assert [note.partition(":")[0] for note in report.notes] == ["message note is not sent"]
    assert {row["message"] for row in report.tally.rows()} == {"add", "pong"}


def test_a_channel_with_a_credential_lets_nobody_in_without(tmp_path: Path) -> None:
    document = tmp_path / "asyncapi.yaml"
    secured = 'protocol: ws, security: [{ $ref: "#/components/securitySchemes/key" }] }'
    scheme = "components:\n  securitySchemes:\n    key: { type: http, scheme: bearer }\n"
    document.write_text(CONTRACT.read_text().replace("protocol: ws }", secured).replace("components:\n", scheme))
    known = fuzz.surfaces(load_contract([document])[0])
    options = fuzz.Options(["coverage"], patience=QUICK)
    with adder() as (url, _):  # which asks for none
        report = fuzz.run(known, fuzz.Door(url, headers=(("Authorization", "Bearer x"),)), options)
    assert [d.message for d in report.diagnostics()] == [
        "an upgrade that is invalid was accepted: without the credentials given"
    ]


def test_the_same_seed_finds_the_same() -> None:
    def lines() -> list[Any]:
        with adder("third sum") as (url, _):
            return [found.frames for _, found in fuzzed(url, ["fuzzing"], examples=60).failures]

    first = lines()
    assert first == lines() != []


def test_what_a_connection_begins_with_is_found(tmp_path: Path) -> None:
    """A server that closes unless an `add` comes first."""
    with adder() as (url, desk):
        serve = desk.serve

        def strict(connection: Any, message: Any, added: int) -> None:
            if message["type"] == "note" and not added:
                connection.close(4400)
            else:
                serve(connection, message, added)

        desk.serve = strict  # type: ignore[method-assign]
        report = fuzzed(url, ["coverage"])
        assert report.openings == {"desk": ("add",)}
        assert report.failures == []
        wrong = fuzzed(url, ["coverage"], opening=())
    assert [found.failure.rule for _, found in wrong.failures] == ["valid/never"]


def command(*words: str) -> tuple[int, str]:
    result = invoke(main, ["fuzz-ws", str(CONTRACT), *words])
    return result.exit_code, result.output


def test_the_command(tmp_path: Path) -> None:
    quick = ["--timeout", "0.4", "--settle", "0.02", "--phase", "coverage", "--out", str(tmp_path), "--seed", "7"]
    with adder("null note") as (url, _):
        code, said = command("--url", url, "--json", *quick)
        told = json.loads(said)
        assert (code, told["seed"], len(told["failures"])) == (1, 7, 1)
        failure = told["failures"][0]
        assert (failure["rule"], Path(failure["file"]).name) == ("fuzz/close-crash", "adder.yaml")
        file = next(tmp_path.glob("*.jsonl"))
        code, said = command("--url", url, "--replay", str(file))
        assert code == 1
        assert "the server had an internal error (1011)" in said
        code, said = command("--url", url, *quick)
        assert code == 1
        assert "adder.yaml:77:5: error[fuzz/close-crash]" in said
        assert "valid accepted" in said
    with adder() as (url, _):
        assert command("--url", url, "--replay", str(file))[0] == 0
        assert command("--url", url, *quick)[0] == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--url", "ws://127.0.0.1:9"], "cannot be reached"),
        (["--url", "localhost:8000"], "--url is 'localhost:8000': write it like ws://localhost:8000"),
        (["--url", "http://localhost"], "--url is 'http://localhost': write it like ws://localhost:8000"),
        (["--url", "{url}", "--channel", "nothing"], "there is no WebSocket channel nothing; there are: desk"),
        (["--url", "{url}", "--parameter", "x=1"], "has no parameter x"),
        (["--url", "{url}", "--parameter", "version=9"], "the upgrade was answered 400"),
        (["--url", "{url}", "--open", "hello"], "receives no message hello"),
        (["--url", "{url}", "--error", "oops"], "there is no message oops"),
        (["--url", "{url}", "--header", "nonsense"], "is not NAME:VALUE"),
        (["--url", "{url}", "--phase", "everything"], "--phase is"),
        (["--url", "{url}", "--replay", str(CONTRACT)], "is no transcript"),
    ],
)
def test_what_cannot_begin_is_told(words: list[str], says: str) -> None:
    with adder() as (url, _):
        code, said = command(*(word.replace("{url}", url) for word in words))
    assert (code, says in said) == (2, True), said


def test_a_document_without_sockets_is_told(tmp_path: Path) -> None:
    document = tmp_path / "kafka.yaml"
    document.write_text("asyncapi: 3.0.0\ninfo: {title: K, version: '1'}\nchannels: {k: {address: topic}}\n")
    result = invoke(main, ["fuzz-ws", str(document), "--url", "ws://127.0.0.1:9"])
    assert (result.exit_code, "no channel with a WebSocket binding" in result.output) == (2, True)
