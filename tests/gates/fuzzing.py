"""schemathesis over an application: every check, every phase, from the contract's file; openapi-core judges the same.

Both must agree with the server on every request. Where schemathesis says that a request of its own is valid, or is not,
and on the wire it is the other way round, its failure is overruled, with the reason, by a judge of its own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from werkzeug.datastructures import Headers

from tests.gates.oracle import Oracle, Told, is_form
from tests.support.operations import at

PHASES = frozenset({"examples", "coverage", "fuzzing", "stateful"})
UNREAD = (401, 405, 406)  # answers before parameters and body are looked at
INVALID = (400, 415, 422, 428)


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


@dataclass(slots=True)
class Outcome:
    """What was sent and what came of it; every failure with the `curl` that repeats it."""

    phases: set[str] = field(default_factory=set)
    operations: set[str] = field(default_factory=set)  # 'POST /notes'
    cases: int = 0
    transitions: int = 0  # of the stateful phase: calls by a link with what the answer before had
    judged: int = 0  # requests about which openapi-core was asked, too
    checks: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    failures: dict[str, None] = field(default_factory=dict)
    overruled: dict[str, str] = field(default_factory=dict)  # 'check on operation' -> why

    def __str__(self) -> str:
        told = [f"{self.cases} cases, {self.transitions} transitions, {self.judged} judged by openapi-core"]
        told += [f"overruled: {what}: {why}" for what, why in self.overruled.items()]
        return "\n".join([*told, *self.failures])


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: `settings` are schemathesis' own (schemathesis.toml), over those that a gate must have."""

    examples: int
    seed: int
    settings: Mapping[str, Any] = field(default_factory=dict)
    phases: frozenset[str] = PHASES
    steps: int = 8  # calls of a scenario in the stateful phase
    judge: int = 1  # openapi-core is asked about one request in so many
    closed_query: bool = False  # the server refuses query parameters that the operation does not declare
    told: Callable[[Outcome], None] = lambda _: None  # called after each scenario


def fuzz(contract: Path, document: Mapping[str, Any], app: Any, plan: Plan) -> Outcome:
    """`document` is the contract as one document; `app` is None where the settings name a `base-url`."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": plan.seed,
            "generation": {"max-examples": plan.examples, "deterministic": True, "database": "none"},
            "phases": {
                **{phase: {"enabled": phase in plan.phases} for phase in PHASES},
                "stateful": {
                    "enabled": "stateful" in plan.phases,
                    "max-steps": plan.steps,
                    "generation": {"max-examples": max(plan.examples, 12)},
                },
            },
            # 428 is the status of a missing precondition (RFC 6585, section 3).
            "checks": {"missing_required_header": {"expected-statuses": [*INVALID, 401, 403, 406]}},
            "output": {"sanitization": {"enabled": False}, "truncation": {"max-recorded-payload-size": 2**30}},
            **plan.settings,
        }
    )
    schema = schemathesis.openapi.from_path(contract, config=config)
    schema.app = app
    oracle, outcome = Oracle(document, closed_query=plan.closed_query), Outcome()
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                outcome.phases.add(str(event.phase.value))
                _scenario(event.recorder, oracle, document, outcome, plan.judge)
                plan.told(outcome)
            case events.NonFatalError():
                outcome.failures[f"{event.label}: {event.value!r}"] = None
            case events.FatalError():
                outcome.failures[f"fatal: {event.exception!r}"] = None
    return outcome


def _scenario(recorder: Any, oracle: Oracle, document: Mapping[str, Any], outcome: Outcome, judge: int) -> None:
    for key, node in recorder.cases.items():
        found = recorder.interactions.get(key)
        if found is None or found.response is None:
            continue
        label = node.value.operation.label
        outcome.operations.add(label)
        outcome.cases += 1
        outcome.transitions += node.transition is not None and node.is_transition_applied
        outcome.statuses[found.response.status_code] += 1
        asked, told = _exchange(oracle, found)
        for check in recorder.checks.get(key, ()):
            outcome.checks[check.name] += 1
            if check.failure_info is None:
                continue
            message = check.failure_info.failure.message
            why = _overrules(check.name, message, node.value, oracle, asked, told, document)
            if why:
                outcome.overruled[f"{check.name} on {label}"] = why
                continue
            said = found.response.content.decode(errors="replace")[:500]
            outcome.failures[f"{check.name} on {label}\n{message}\n{check.failure_info.code_sample}\n{said}"] = None
        for fault in _disputes(oracle, asked, told, found) if outcome.cases % judge == 0 else ():
            outcome.judged += fault == ""
            if fault:
                curl = node.value.as_curl_command(headers=None)
                outcome.failures[f"openapi-core on {label}\n{fault}\n{curl}"] = None


def _exchange(oracle: Oracle, found: Any) -> tuple[Any, Told]:
    request, response = found.request, found.response
    headers = [(name, value) for name, values in request.headers.items() for value in values]
    told = Headers([(name, value) for name, values in response.headers.items() for value in values])
    asked = None if request.method == "OPTIONS" else oracle.asked(request.method, request.uri, headers, request.body)
    return asked, Told(response.status_code, told.get("content-type", ""), response.content, told)


def _disputes(oracle: Oracle, asked: Any, told: Told, found: Any) -> Iterator[str]:
    """Where openapi-core and the server are not of one mind; '' for each time that they are."""
    if asked is None or told.status_code in UNREAD:
        return
    refused = oracle.refuses_request(asked)
    if refused is not None:
        accepted = told.status_code not in INVALID
        agreed = accepted == (refused == "")
        yield "" if agreed else f"the server answers {told.status_code}, openapi-core says {refused or 'it is valid'}"
    wrong = oracle.refuses_answer(asked, told)
    if wrong:
        yield f"the answer {told.status_code} is not the contract's: {wrong}\n{found.response.content[:500]!r}"


def _overrules(
    check: str, message: str, case: Any, oracle: Oracle, asked: Any, told: Told, document: Mapping[str, Any]
) -> str:
    """Why a failure is none; '' where it stands."""
    if asked is None:
        return ""
    if check == "negative_data_rejection" and is_form(asked.content_type) and _reads_as_valid(case, document):
        return "in a form every value is text, and as text this one is valid"
    if check == "negative_data_rejection" and oracle.refuses_request(asked) == "":
        return "openapi-core finds it valid, too"
    if check == "positive_data_acceptance" and oracle.refuses_request(asked):
        return "openapi-core finds it invalid, too"
    discriminated = check == "response_schema_conformance" and "discriminator property" in message
    if discriminated and not oracle.refuses_answer(asked, told):
        return "a discriminator does not decide what is valid (OAS 3.1.1, 4.8.25)"
    return ""


def _reads_as_valid(case: Any, document: Mapping[str, Any]) -> bool:
    """Whether a form is valid once it is what arrives: `null` and `1` are text, one empty text is an empty list, and of
    an empty list nothing arrives.
    """
    if not isinstance(case.body, dict):
        return False
    path, method = case.operation.path, case.operation.method
    media = path.replace("~", "~0").replace("/", "~1"), method, case.media_type.replace("/", "~1")
    pointer = "#/paths/{}/{}/requestBody/content/{}/schema".format(*media)
    members = _followed(document, {"$ref": pointer}).get("properties", {})
    sent = {name: value for name, value in case.body.items() if value != []}
    read = {name: _read(value, _followed(document, members.get(name, {}))) for name, value in sent.items()}
    return bool(Draft202012Validator({**document, "$ref": pointer}).is_valid(read))


def _read(value: Any, schema: Mapping[str, Any]) -> Any:
    """What a server reads of a value that was written as text: text, where the schema wants text."""
    if schema.get("type") == "array":
        items = value if isinstance(value, list) else [value]
        return [] if items == [""] else [_read(item, schema.get("items", {})) for item in items]
    plain = value is None or isinstance(value, bool | int | float)
    return json.dumps(value) if plain and schema.get("type") == "string" else value


def _followed(document: Mapping[str, Any], schema: Any) -> Mapping[str, Any]:
    while isinstance(schema, dict) and "$ref" in schema:
        schema = at(document, schema["$ref"])
    return schema if isinstance(schema, dict) else {}
