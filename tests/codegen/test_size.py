"""How much is generated for a small contract, in lines: people read it, review it and compile it.

The goals are 250 of server, 300 of TypeScript besides a runtime of 400, 400 of Swift besides a runtime of 500. The
runtimes have outgrown theirs with what they can do; the limits here are what is reached, so that they shrink only.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from codegen.config import of_documents
from codegen.pipeline import generate

NOTES = Path(__file__).parents[1] / "fixtures/contracts/notes/contract/openapi.yaml"
PLAIN = """
openapi: 3.1.0
info: { title: Tasks, version: 1.0.0 }
paths:
  /tasks:
    get:
      operationId: listTasks
      tags: [tasks]
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }]
      responses:
        "200":
          description: All of them.
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Task" } } } }
    post:
      operationId: createTask
      tags: [tasks]
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/NewTask" } } }
      responses:
        "201": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Task" } } } }
        "422": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Problem" } } } }
  /tasks/{id}:
    get:
      operationId: getTask
      tags: [tasks]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Task" } } } }
        "404": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Problem" } } } }
components:
  schemas:
    NewTask: { type: object, required: [title], properties: { title: { type: string }, done: { type: boolean } } }
    Task:
      type: object
      required: [id, title, done]
      properties: { id: { type: string }, title: { type: string }, done: { type: boolean } }
    Problem: { type: object, required: [title], properties: { title: { type: string }, status: { type: integer } } }
"""
SERVER, TYPESCRIPT, SWIFT = 250, 300, 400  # the goals of what is generated
PLAIN_RUNTIME = {"typescript": 395, "swift": 755}  # goals 400 and 500
NOTES_RUNTIME = {"typescript": 480, "swift": 825}  # 64-bit integers, date-times


@pytest.fixture(scope="module", params=["plain", "notes"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, Mapping[str, str]]]:
    folder = tmp_path_factory.mktemp("size")
    (folder / "plain.yaml").write_text(PLAIN, encoding="utf-8")
    document = NOTES if request.param == "notes" else folder / "plain.yaml"
    found = generate(of_documents([document], folder, ("python", "fastapi", "typescript", "swift")))
    return request.param, dict(found.trees)


def lines(tree: Mapping[str, str], ending: str, *, runtime: bool) -> int:
    own = {name: text for name, text in tree.items() if name.endswith(ending)}
    return sum(text.count("\n") for name, text in own.items() if ("/runtime/" in f"/{name.lower()}") == runtime)


def test_what_is_generated_is_small(made: tuple[str, dict[str, Mapping[str, str]]]) -> None:
    _, trees = made
    server = lines(trees["python"], ".py", runtime=False) + lines(trees["fastapi"], ".py", runtime=False)
    assert server <= SERVER
    assert lines(trees["typescript"], ".ts", runtime=False) <= TYPESCRIPT
    assert lines(trees["swift"], ".swift", runtime=False) <= SWIFT


def test_a_package_has_only_the_runtime_that_it_needs(made: tuple[str, dict[str, Mapping[str, str]]]) -> None:
    name, trees = made
    limits = PLAIN_RUNTIME if name == "plain" else NOTES_RUNTIME
    assert lines(trees["typescript"], ".ts", runtime=True) <= limits["typescript"]
    assert lines(trees["swift"], ".swift", runtime=True) <= limits["swift"]
