"""schemathesis over an application in this process: every check, every phase, from the contract's file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Says what an event stream's schema means here in the words of OpenAPI 3.2: it is of the JSON in each `data`."""
    for path in raw_schema.get("paths", {}).values():
        for operation in path.values():
            for response in (operation.get("responses", {}) if isinstance(operation, dict) else {}).values():
                media = response.get("content", {}).get("text/event-stream", {})
                if "schema" in media:
                    data = {"contentMediaType": "application/json", "contentSchema": media["schema"]}
                    media["schema"] = {"type": "object", "required": ["data"], "properties": {"data": data}}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`phases` that ran, `cases` that were sent, and what failed, each with the command that repeats it."""

    phases: frozenset[str]
    operations: frozenset[str]  # 'POST /notes'
    cases: int
    failures: tuple[str, ...]


def fuzz(
    contract: Path, app: Any, *, examples: int, seed: int, settings: dict[str, Any] | None = None, steps: int = 6
) -> Outcome:
    """`settings` are schemathesis' own (schemathesis.toml), over those that a gate must have."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            "generation": {"max-examples": examples, "deterministic": True, "database": "none"},
            "phases": {"stateful": {"max-steps": steps}},
            **(settings or {}),
        }
    )
    schema = schemathesis.openapi.from_path(contract, config=config)
    schema.app = app
    phases, operations, failures, cases = set[str](), set[str](), list[str](), 0
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                phases.add(str(event.phase.value))
                cases += len(event.recorder.interactions)
                operations.update(node.value.operation.label for node in event.recorder.cases.values())
                failures += _failed(event.recorder)
            case events.NonFatalError():
                failures.append(f"{event.label}: {event.value!r}")
            case events.FatalError():
                failures.append(f"fatal: {event.exception!r}")
            case events.EngineFinished():
                failures += [f"{failure.title}: {failure.message}" for failure in event.failures]
    return Outcome(frozenset(phases), frozenset(operations), cases, tuple(dict.fromkeys(failures)))


def _failed(recorder: Any) -> list[str]:
    return [
        f"{check.name} on {recorder.cases[case].value.operation.label}\n{check.failure_info.failure.message}\n"
        f"{check.failure_info.code_sample}\n{_said(recorder, case)}"
        for case, checks in recorder.checks.items()
        for check in checks
        if check.failure_info is not None
    ]


def _said(recorder: Any, case: str) -> str:
    found = recorder.interactions.get(case)
    return "" if found is None or found.response is None else found.response.content.decode(errors="replace")[:500]
