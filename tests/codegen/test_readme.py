"""A stranger's contract by the README: documents in, a server that answers out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

NOTES = Path(__file__).parents[1] / "fixtures/contracts/notes/contract/openapi.yaml"
PROGRAM = """
import asyncio, json
import httpx
from codegen.runtime.call import Call
from sdk.fastapi import create_app
from sdk.python import Note


class Notes:
    async def get_note(self, call: Call, *, note_id: int) -> Note:
        return Note(id=note_id, text="Buy milk", created_at="2026-11-24T10:00:00.5+01:00", tags=[], colour=None)


async def main() -> None:
    app = create_app(notes_handlers=Notes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        answers = [await client.get("/notes/7"), await client.get("/notes/x"), await client.post("/notes", json={})]
        answers.append(await client.post("/notes", json={"text": "Milk"}))
        answers.append(await client.get("/openapi.json"))
    print(json.dumps([[a.status_code, a.json()] for a in answers]))


asyncio.run(main())
"""


def test_a_server_from_a_document(tmp_path: Path) -> None:
    contracts = str(Path(sys.executable).with_name("contracts"))
    command = [contracts, "generate", str(NOTES), "--out", "sdk", "--target", "python,fastapi"]
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert made.returncode == 0, made.stderr
    (tmp_path / "program.py").write_text(PROGRAM)
    ran = subprocess.run([sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    found, no_number, no_text, unhandled, contract = json.loads(ran.stdout)
    assert found[0] == 200
    assert (found[1]["id"], found[1]["text"]) == (7, "Buy milk")
    assert (no_number[0], no_text[0], unhandled[0]) == (400, 400, 501)
    assert (contract[0], contract[1]["info"]["title"]) == (200, "Notes")
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert again.stdout.count("up to date") == 2
