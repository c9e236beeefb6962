"""schemathesis on the generated servers of four contracts: every check, every phase, nothing excluded, no failure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from codegen.runtime.call import ApiError, Call
from tests.gates import notes_handlers
from tests.gates.fuzzing import PHASES, Plan, fuzz
from tests.gates.subjects import NAMES, Subject

CHECKS = frozenset({
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "missing_required_header",
    "unsupported_method", "allow_header_conformance", "use_after_free", "ensure_resource_availability", "ignored_auth",
    "object_level_authorization",
})  # fmt: skip
OVERRULED = {  # where schemathesis 4.32.5 is wrong of its own request, and another judge says so
    "notes": {"negative_data_rejection on GET /notes"},  # `tags=` is how it sends [""], and []
    "torture": {
        # a path parameter whose value is itself escaped (`%25`) leaves unescaped once more
        "positive_data_acceptance on GET /parameters/{simple}/{simpleList}/{label}/{matrix}/{class}",
        # `properties` without `type`: every language's types make an object of it, so the server takes objects alone
        "positive_data_acceptance on POST /echo/objects",
        "response_schema_conformance on POST /echo/unions",  # an unknown tag that the schema admits
    },
    "events": {
        "negative_data_rejection on POST /search",  # `labels=` is how it sends [""], and []
        "negative_data_rejection on POST /uploads",  # `null` in a form is four letters
        "positive_data_acceptance on GET /uploads/{uploadId}/content",  # `Range` against its pattern
    },
}
OPERATIONS = {"notes": 3, "torture": 13, "events": 6, "auth": 11}
NIGHTLY = {"notes": 100, "torture": 60, "events": 120, "auth": 150}  # examples an operation: over 1,000 cases a seed


@pytest.mark.filterwarnings("ignore:Use of allowEmptyValue:DeprecationWarning")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    ("seed", "examples"), [pytest.param(1, 2), *(pytest.param(s, 0, marks=pytest.mark.nightly) for s in (2, 3, 4))]
)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_breaks_the_contract(subjects: Mapping[str, Subject], name: str, seed: int, examples: int) -> None:
    found = subjects[name]
    judge = 6 if examples and name == "torture" else 1
    plan = Plan(examples or NIGHTLY[name], seed, found.settings, judge=judge)
    outcome = fuzz(found.contract, found.document, found.app(), plan)
    assert not outcome.failures, str(outcome)
    assert set(outcome.overruled) <= OVERRULED.get(name, set())
    assert outcome.phases == PHASES
    assert set(outcome.checks) == CHECKS
    assert len(outcome.operations) == OPERATIONS[name]
    assert outcome.transitions > 0
    assert outcome.judged > 20
    assert outcome.cases >= (100 if examples else 1000)


class Faulty:
    """Keeps notes badly: one fault that the runtime stops, and one that is none of its business."""

    def __init__(self, models: Any, fault: str) -> None:
        self._own, self._fault = notes_handlers.Notes(models), fault

    async def list_notes(self, call: Call, **given: Any) -> Any:
        return await self._own.list_notes(call, **given)

    async def create_note(self, call: Call, *, body: Any) -> Any:
        made = await self._own.create_note(call, body=body)
        return made.body if self._fault == "no Location" else made

    async def get_note(self, call: Call, *, note_id: int) -> Any:
        if self._fault == "lost":
            raise ApiError(404, "there is no such note")
        return await self._own.get_note(call, note_id=note_id)


@pytest.mark.filterwarnings("ignore:Use of allowEmptyValue:DeprecationWarning")
@pytest.mark.parametrize(
    ("fault", "check", "operation"),
    [
        ("no Location", "not_a_server_error", "POST /notes"),
        ("lost", "ensure_resource_availability", "GET /notes/{noteId}"),
    ],
)
def test_a_fault_is_found_with_the_command_that_repeats_it(
    subjects: Mapping[str, Subject], fault: str, check: str, operation: str
) -> None:
    notes = subjects["notes"]
    app = notes.app(notes_handlers=Faulty(notes.models, fault))
    outcome = fuzz(notes.contract, notes.document, app, Plan(2, 1))
    found = next(failure for failure in outcome.failures if failure.startswith(f"{check} on {operation}\n"))
    assert re.search(r"^curl -X (POST|GET) .*http://testserver/notes", found, re.MULTILINE), found
