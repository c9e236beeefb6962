"""T12: whatever documents and file names contain, `contracts` prints printable text, and JSON stays the same value."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codegen.cli import main

SIGNS = "a/.#~\n\t\r\x1b\x07\x7f\x9b\x85\u202e\u2066\u200b\u2028\ud800[]0;m\\{}'\""
HOSTILE = st.text(st.sampled_from(SIGNS) | st.characters(), min_size=1, max_size=20)
SAMPLE = "x\x1b]0;PWNED\x07\x9b31m\u202e\u2066\u200b\u2028\x7f\r"
OWN = re.compile(r"\x1b\[(\d+(;\d+)*m|\?25[lh]|1A|2K)|\r")
"""Sequences of our own: colours, and what a spinner needs to redraw its line."""
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*words: str | Path) -> tuple[int, str, str]:
    """Exit status, standard output and standard error, of which each is a terminal."""
    out, err = Terminal(), Terminal()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("TERM", "xterm")
        patch.setenv("NO_COLOR", "")
        status = main([str(word) for word in words])
    for text in (out.getvalue(), err.getvalue()):
        assert not FORBIDDEN.search(OWN.sub("", text)), ascii(text)
        assert "Traceback" not in text
        assert "this is a bug" not in text, text
    return status, out.getvalue(), err.getvalue()


def document(text: str) -> dict[str, object]:
    """`text` in names, keys, references, values and prose, correct ones and not."""
    schema = {
        "type": "object",
        "description": text,
        "required": [text],
        "properties": {text: {"enum": [text, "b"], "default": f"no {text}"}, "r": {"$ref": f"#/{text}"}},
        "pattern": text,
        text: text,
    }  # fmt: skip
    content = {text: {"schema": {"$ref": "#/components/schemas/A"}}}
    operation = {
        "operationId": text,
        "tags": [text],
        "parameters": [{"name": text, "in": text, "schema": {"type": text}}, {"name": text, "in": "query"}],
        "responses": {"200": {"description": text, "content": content}, text: {}},
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": text, "version": text},
        "paths": {f"/{text}": {"get": operation, text: operation}, "/b": {"$ref": text}},
        "components": {"schemas": {"A": schema, text: schema}},
        text: text,
    }


quick = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.parametrize("style", ["text", "json", "github", "sarif", "markdown"])
@quick
@given(text=HOSTILE)
def test_lint(tmp_path: Path, style: str, text: str) -> None:
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document(text)))
    _, out, _ = run("lint", file, "--all", "--format", style)
    if style in ("json", "sarif"):
        assert out.isascii()
        json.loads(out)


@quick
@given(body=st.binary(max_size=60) | HOSTILE.map(lambda text: f"openapi: 3.1.0\n{text}: [".encode("utf-8", "replace")))
def test_files_that_are_no_documents(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "api.yaml").write_bytes(body)
    (tmp_path / "contracts.toml").write_bytes(body)
    for words in (
        ["lint", "api.yaml"],
        ["generate", "api.yaml", "--out", "o"],
        ["check"],
        ["status"],
        ["lint", "--json"],
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            run(*words)


@pytest.mark.parametrize("style", ["text", "json", "github", "markdown"])
def test_diff(tmp_path: Path, style: str) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps(document(SAMPLE)))
    new.write_text(json.dumps(document(f"{SAMPLE}2")))
    _, out, _ = run("diff", old, new, "--all", "--format", style, "--instances", "0")
    assert (style == "json") <= out.isascii()


def test_generate_check_and_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of files and folders are hostile too."""
    folder = tmp_path / f"f{SAMPLE}"
    folder.mkdir()
    monkeypatch.chdir(folder)
    name = f"api{SAMPLE}.yaml"
    Path(name).write_text(yaml.safe_dump(document(SAMPLE), allow_unicode=False))
    for words in (["generate", name, "--out", f"sdk{SAMPLE}"], ["generate", name, "--out", f"sdk{SAMPLE}", "--json"]):
        run(*words, "--target", "python")
    simple = {"openapi": "3.1.0", "info": {"title": SAMPLE, "version": "1"}, "paths": {}}
    Path(name).write_text(yaml.safe_dump(simple))
    assert run("generate", name, "--out", f"sdk{SAMPLE}", "--target", "python")[0] == 0
    extra = next(Path(f"sdk{SAMPLE}").rglob("__init__.py")).with_name(f"extra{SAMPLE}.py")
    extra.write_text(f"x = '{SAMPLE}'\n")
    extra.with_name("__init__.py").write_text(f"# {SAMPLE}\n")
    for style in ("text", "json", "github"):
        status, out, _ = run("check", name, "--out", f"sdk{SAMPLE}", "--target", "python", "--format", style)
        assert (status, "extra" in out) == (1, True)
    Path("contracts.toml").write_text(f"documents = [{json.dumps(name)}]\n[targets.{json.dumps(SAMPLE)}]\nout = 'o'\n")
    run("check")
    run("status")


@quick
@given(text=HOSTILE.filter(lambda text: not text.startswith("-")))
def test_arguments(text: str) -> None:
    for words in (
        [text],
        ["lint", text],
        ["lint", f"--{text}"],
        ["lint", "--format", text],
        ["generate", "api.yaml", "--out", "o", "--target", text],
        ["diff", text, text],
        ["diff", f"git:{text}"],
        ["conform", "--count", text],
        ["fuzz-ws", text, "--url", text],
    ):
        run(*words)


def test_a_document_cannot_forge_a_line(tmp_path: Path) -> None:
    """A CI service runs a line that begins with `::`, and an editor jumps to any file:line:col."""
    forged = "x\n::add-mask::secret\nother.yaml:1:1: error[forged]: y"
    file = tmp_path / "api.json"
    file.write_text(json.dumps(document(forged)))
    _, out, _ = run("lint", file, "--all")
    assert "forged" in out
    places = [
        line for line in OWN.sub("", out).splitlines() if not line.startswith((str(file), " ")) and "|" not in line
    ]
    assert [line for line in places if "::" in line or "other.yaml" in line] == []
    new = tmp_path / "new.json"
    new.write_text(json.dumps(document(forged.replace("y", "z"))))
    _, out, _ = run("diff", file, new, "--all", "--instances", "0")
    assert [line for line in out.splitlines() if line.startswith(("::", "other.yaml"))] == []
