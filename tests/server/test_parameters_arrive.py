"""Every style x explode x type x place: what the generated TypeScript client is given is what the handler gets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter

from codegen import build
from codegen.config import Config, Output
from codegen.contract import MISSING
from codegen.runtime.model import encode
from tests.gates.subjects import generated
from tests.support.serving import serving
from tests.support.tools import run
from tests.support.typescript import compiler, node

TYPES: dict[str, Any] = {
    "text": {"type": "string"},
    "list": {"type": "array", "items": {"type": "string"}},
    "map": {"type": "object", "properties": {"k": {"type": "string"}, "n": {"type": "integer"}}},
}
HARD = "é%2C,;=&#?/+ '\"~a b"
VALUES: dict[str, Any] = {"text": HARD, "list": [HARD, "c;d,e", "1"], "map": {"k": HARD, "n": 7}}
PLAIN: dict[str, Any] = {"text": "a b;c=d", "list": ["ab", "c", "1"], "map": {"k": "ab", "n": 7}}


def combinations() -> Iterator[tuple[str, str, bool, str]]:
    """As the table of OAS 3.1.1, section 4.8.12.3, has them."""
    for explode in (False, True):
        for kind in TYPES:
            yield from (("path", style, explode, kind) for style in ("simple", "label", "matrix"))
            yield from (("query", "form", explode, kind), ("header", "simple", explode, kind))
    yield from (("cookie", "form", False, kind) for kind in TYPES)
    yield from (("query", style, False, "list") for style in ("spaceDelimited", "pipeDelimited"))
    yield ("query", "deepObject", True, "map")


CASES = list(combinations())


def value(place: str, style: str, explode: bool, kind: str) -> Any:
    """Headers are not encoded, and two separators cannot be told from what is encoded (docs/decisions/0013)."""
    return PLAIN[kind] if place == "header" or style.endswith("Delimited") else VALUES[kind]


def name(place: str, style: str, explode: bool, kind: str) -> str:
    return f"{place}{style.title()}{'Each' if explode else 'One'}{kind.title()}"


def contract() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for case in CASES:
        place, style, explode, kind = case
        parameter = {"name": "p", "in": place, "style": style, "explode": explode, "schema": TYPES[kind]}
        answer = {"description": "It.", "content": {"application/json": {"schema": {}}}}
        paths[f"/{name(*case)}{'/{p}' if place == 'path' else ''}"] = {
            "get": {
                "operationId": name(*case),
                "tags": ["echo"],
                "parameters": [parameter | {"required": place == "path"}],
                "responses": {"200": answer},
            }
        }
    return {"openapi": "3.1.0", "info": {"title": "Parameters", "version": "1"}, "paths": paths}


class Handlers:
    """Any operation of the contract: it answers with its parameter."""

    def __getattr__(self, _: str) -> Any:
        return echo


async def echo(call: Any, *, p: Any = MISSING) -> Any:
    return encode(TypeAdapter(Any), p)


PROGRAM = """
import { readFileSync } from "node:fs";
import { ApiClient } from "./ts/dist/index.js";
const client = new ApiClient({ server: process.argv[2] });
const found = {};
for (const [name, p] of Object.entries(JSON.parse(readFileSync("calls.json", "utf8")))) {
  const answer = await client.echo[name]({ p });
  found[name] = answer.ok ? answer.data : answer;
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module")
def arrived(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("arrive")
    document = folder / "openapi.json"
    document.write_text(json.dumps(contract()))
    server, _ = generated(folder, document, "arrive")
    build.generate(Config((document,), (Output("typescript", folder / "ts"),)))
    said = run([*node(), str(compiler()), "-p", "."], folder / "ts")
    assert said.returncode == 0, said.stdout
    calls = {name(*case): value(*case) for case in CASES}
    (folder / "calls.json").write_text(json.dumps(calls))
    (folder / "go.mjs").write_text(PROGRAM)

    async def ask() -> str:
        async with serving(server.create_app(echo_handlers=Handlers())) as address:
            done = await asyncio.to_thread(run, [*node(), "go.mjs", f"http://{address}"], folder)
        assert done.returncode == 0, done.stdout
        return done.stdout

    found: dict[str, Any] = json.loads(asyncio.run(ask()))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: name(*case))
def test_what_is_sent_arrives(arrived: dict[str, Any], case: tuple[str, str, bool, str]) -> None:
    assert arrived[name(*case)] == value(*case)
