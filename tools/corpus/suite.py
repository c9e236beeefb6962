"""The official JSON-Schema-Test-Suite at the boundary of a generated server.

Each test schema becomes the schema of a request body in an OpenAPI 3.1 document, goes through load, parse and resolve,
and the verdicts of the payload validator that the server uses are counted against the suite's.

What needs a file over HTTP cannot be asked: the suite serves `remotes/` at http://localhost:1234, and a contract
reaches no further than its own files. These are counted apart.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codegen.diagnostics import ToolchainError
from codegen.pipeline import load_contract
from codegen.runtime.validation import Schema

DRAFTS = ("draft2020-12", "draft7")
DIALECTS = {
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
    "draft7": "http://json-schema.org/draft-07/schema#",
}


@dataclass(slots=True)
class Score:
    draft: str
    right: int = 0
    remote: int = 0  # wrong, necessarily: the schema is at http://localhost:1234
    wrong: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.right + self.remote + len(self.wrong)

    @property
    def share(self) -> float:
        """Of the tests that can be asked."""
        return self.right / max(1, self.right + len(self.wrong))


def judge(suite: Path, draft: str) -> Score:
    score = Score(draft)
    for file, group in _groups(suite / "tests" / draft):
        remote = _remote(group["schema"])
        verdicts = _verdicts(group["schema"], [test["data"] for test in group["tests"]], draft)
        for test, verdict in zip(group["tests"], verdicts, strict=True):
            if verdict is test["valid"]:
                score.right += 1
            elif remote:
                score.remote += 1
            else:
                score.wrong.append(f"{file}: {group['description']}: {test['description']}: {verdict}")
    return score


def _groups(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.glob("*.json")):
        for group in json.loads(file.read_text(encoding="utf-8")):
            yield file.name, group


def _verdicts(schema: Any, values: list[Any], draft: str) -> list[bool | str]:
    """Write the schema to a file next to the document, so that `#` means the schema itself, as in the suite."""
    with tempfile.TemporaryDirectory() as folder:
        with_dialect = {"$schema": DIALECTS[draft], **schema} if isinstance(schema, dict) else schema
        (Path(folder) / "schema.json").write_text(json.dumps(with_dialect))
        document = Path(folder) / "openapi.json"
        document.write_text(json.dumps(_document(DIALECTS[draft])))
        try:
            contract, _ = load_contract([document])
            body = contract.operations[0].body
            assert body is not None
            judge = Schema(body.content[0].payload.schema, contract.definitions)
        except (ToolchainError, ValueError) as error:
            return [f"{type(error).__name__}: {error}"[:200]] * len(values)
        return [judge.check(value) == [] for value in values]


def _document(dialect: str) -> dict[str, Any]:
    body = {"required": True, "content": {"application/json": {"schema": {"$ref": "schema.json"}}}}
    operation = {"operationId": "decide", "requestBody": body, "responses": {"204": {"description": "valid"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "JSON-Schema-Test-Suite", "version": "1"},
        "jsonSchemaDialect": dialect,
        "paths": {"/": {"post": operation}},
    }


def _remote(schema: Any) -> bool:
    """Whether the schema refers to a file that the suite serves over HTTP, or speaks a dialect that it does."""
    text = json.dumps(schema)
    if "localhost:1234" not in text:
        return False
    identifiers = set(re.findall(r'"\$id": "([^"#]*)', text))
    named = re.findall(r'"(?:\$ref|\$schema)": "([^"]*)"', text)
    return any(
        not name.startswith("#") and not any(uri and (uri == name or uri.endswith(f"/{name}")) for uri in identifiers)
        for name in named
    )
